# METADATA
# title: Security group rules say what they are for
# description: >-
#   A year later nobody dares to remove a rule whose purpose nobody remembers, and so groups only ever grow. An
#   outbound rule for everything is what a group has by itself, and needs no words.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: FC_EC2_012
#   severity: low
#   category: operations
#   types: [AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupEgress, AWS::EC2::SecurityGroupIngress]
#   attributes:
#     - SecurityGroupEgress[].Description
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

subject[rule.resource.address] := rule.resource if some rule in _rules

fail contains findings.at(rule.resource, array.concat(rule.path, ["Description"]), "the rule has no description") if {
	some rule in _rules
	object.get(rule.rule, "Description", "") == ""
}

_rules := array.concat(network.ingress, [outbound |
	some outbound in network.egress
	not _is_for_everything(outbound.rule)
])

_is_for_everything(rule) if {
	network.is_open_to_world(rule)
	network.covers_everything(rule)
}
