# METADATA
# title: No argument is deprecated
# description: >-
#   A deprecated argument or block goes away with the next major version of the provider, and often does less than
#   what replaced it.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
# custom:
#   id: FC_TERRAFORM_013
#   severity: low
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-deprecated_attribute]
#   remediation:
#     terraform: |
#       # write what the message proposes in its place, such as a resource of its own for a block of a bucket; the
#       # provider's upgrade guides show both
package stackgrade.rules.terraform.arguments_current

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "deprecated"
}
