# METADATA
# title: Rules between security groups are resources of their own
# description: >-
#   Two groups that name each other in rules inside of them form a circle that cannot be created. The provider advises
#   against rules inside of a group altogether: a rule of its own has an identity, and tags, and is changed alone.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
# custom:
#   id: FC_EC2_022
#   severity: low
#   category: network
#   languages: [terraform]
#   types: [AWS::EC2::SecurityGroup]
#   failures: [F-002-02]
#   remediation:
#     terraform: |
#       resource "aws_vpc_security_group_ingress_rule" "database" {
#         security_group_id            = aws_security_group.database.id
#         referenced_security_group_id = aws_security_group.application.id
#         ip_protocol                  = "tcp"
#         from_port                    = 5432
#         to_port                      = 5432
#       }
package stackgrade.rules.ec2.rules_between_groups

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# Groups that have to do with another one, whichever way that is written.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::EC2::SecurityGroup")
	resource.source_type == "aws_security_group"
	some property in ["SecurityGroupEgress", "SecurityGroupIngress"]
	some rule in resource.properties[property]
	some end in ["DestinationSecurityGroupId", "SourceSecurityGroupId"]
	_is_another(resource, rule[end])
}

fail contains findings.proven_at(resource, property, "a rule inside of the group names another group") if {
	some resource in subject
	some argument, property in {"egress": "SecurityGroupEgress", "ingress": "SecurityGroupIngress"}
	some rule in resource.raw[argument]
	some group in rule.security_groups
	_is_another(resource, group)
}

_is_another(resource, group) if {
	values.is_reference(group)
	group["$ref"] != resource.address
}
