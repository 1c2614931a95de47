# METADATA
# title: The rules of a security group stand in one place
# description: >-
#   Rules inside of a group are the whole list: with each apply the provider takes away those that stand beside it, and
#   adds them again with the next.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
# custom:
#   id: FC_EC2_021
#   severity: high
#   category: network
#   languages: [terraform]
#   types: [AWS::EC2::SecurityGroup]
#   failures: [F-002-02]
#   remediation:
#     terraform: |
#       resource "aws_security_group" "database" {
#         name   = "orders-database"
#         vpc_id = aws_vpc.main.id
#       }
#
#       resource "aws_vpc_security_group_ingress_rule" "database" {
#         security_group_id            = aws_security_group.database.id
#         referenced_security_group_id = aws_security_group.application.id
#         ip_protocol                  = "tcp"
#         from_port                    = 5432
#         to_port                      = 5432
#       }
package stackgrade.rules.ec2.rules_in_one_place

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::EC2::SecurityGroup")
	resource.source_type == "aws_security_group"
	some property, _ in _arguments
	count(resource.properties[property]) > 0
}

fail contains findings.proven_at(resource, property, "some rules stand in the group and others beside it") if {
	some resource in subject
	some property, argument in _arguments
	count(resource.raw[argument]) > 0
	some i, _ in resource.properties[property]
	_is_elsewhere(resource, resources.attribute(resource, findings.path([property, i])))
}

# What is written outside of the group is shown where it is written.
_is_elsewhere(resource, place) if place.line < resource.location.start_line

_is_elsewhere(resource, place) if place.line > resource.location.end_line

_is_elsewhere(_, place) if place.path

_arguments := {"SecurityGroupEgress": "egress", "SecurityGroupIngress": "ingress"}
