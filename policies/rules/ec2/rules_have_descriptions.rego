# METADATA
# title: Security group rules say what they are for
# description: >-
#   A year later nobody dares to remove a rule whose purpose nobody remembers, and so groups only ever grow.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: FC_EC2_012
#   severity: low
#   category: operations
#   types: [AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupIngress]
#   attributes:
#     - SecurityGroupIngress[].Description
#     - Description
#   failures: [E-sg_rule_missing_description]
#   also: [CKV_AWS_23, SECURITY_GROUP_DESCRIPTION_RULE, W36]
#   remediation:
#     cloudformation: |
#       Description: the application
#     terraform: |
#       description = "the application"
package stackgrade.rules.ec2.rules_have_descriptions

import data.stackgrade.lib.findings
import data.stackgrade.lib.network

metadata := rego.metadata.chain()[1].annotations

subject[opened.resource.address] := opened.resource if {
	some opened in network.ingress
}

fail contains findings.at(opened.resource, _place(opened.path), "the rule has no description") if {
	some opened in network.ingress
	object.get(opened.rule, "Description", "") == ""
}

_place(path) := array.concat(path, ["Description"])
