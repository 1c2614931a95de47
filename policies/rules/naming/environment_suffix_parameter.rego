# METADATA
# title: A parameter sets the names of one deployment apart
# description: >-
#   Fixed names exist once in an account: without a suffix that differs, a second deployment of the stack, for a test or
#   another environment, fails on the first of them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
# custom:
#   id: FC_NAMING_001
#   severity: medium
#   category: naming
#   languages: [cloudformation]
#   types: [Stack]
#   when: {self_contained: true}
#   failures: [F-000-12, F-001-14.2, E-missing_env_suffix_parameter]
#   remediation:
#     cloudformation: |
#       Parameters:
#         EnvironmentSuffix:
#           Type: String
#           Default: dev
#           AllowedPattern: ^[a-z0-9-]+$
#       # and in each name that is written down
#       # TableName: !Sub orders-${EnvironmentSuffix}
package stackgrade.rules.naming.environment_suffix_parameter

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# Terraform has workspaces and random suffixes for it.
subject[resources.stack.address] := resources.stack if {
	input.format in {"cdk", "cloudformation", "sam"}
	some resource in names.with_physical
	_may_collide(names.physical(resource))
}

fail contains findings.missing(resources.stack, message) if {
	input.format != "cdk"
	not names.has_suffix
	message := concat(" ", ["no parameter", input.profile.environment_suffix[0], "sets the names apart"])
}

# What a program synthesizes has the suffix filled in.
fail contains findings.missing(resources.stack, "no name says which deployment it belongs to") if {
	input.format == "cdk"
	not names.has_suffix
}

_may_collide(name) if {
	is_string(name)
	not values.is_dynamic(name)
	not names.is_unique(name)
}
