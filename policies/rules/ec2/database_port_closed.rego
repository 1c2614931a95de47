# METADATA
# title: No database port is open to the world
# description: >-
#   Databases on the internet are found within minutes and attacked from then on. Who has to reach one is
#   known, and can be named.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: FC_EC2_008
#   severity: critical
#   category: network
#   types: [AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupIngress]
#   attributes:
#     - SecurityGroupIngress[].CidrIp
#     - SecurityGroupIngress[].CidrIpv6
#     - SecurityGroupIngress[].FromPort
#     - SecurityGroupIngress[].ToPort
#     - SecurityGroupIngress[].IpProtocol
#     - CidrIp
#     - CidrIpv6
#     - FromPort
#     - ToPort
#     - IpProtocol
#   failures: [F-000-03.2, F-001-04.3, E-sg_open_to_world]
#   remediation:
#     cloudformation: |
#       SecurityGroupIngress:
#         - Description: the application
#           IpProtocol: tcp
#           FromPort: 5432
#           ToPort: 5432
#           SourceSecurityGroupId: !Ref ApplicationSecurityGroup
#     terraform: |
#       ingress {
#         description     = "the application"
#         protocol        = "tcp"
#         from_port       = 5432
#         to_port         = 5432
#         security_groups = [aws_security_group.application.id]
#       }
package stackgrade.rules.ec2.database_port_closed

import data.stackgrade.lib.findings
import data.stackgrade.lib.network

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(opened.resource, array.concat(opened.path, [_source(opened.rule)]), message) if {
	some opened in network.ingress
	network.is_open_to_world(opened.rule)
	covered := {name |
		some port, name in network.database_ports
		network.covers(opened.rule, port)
	}
	count(covered) > 0
	message := concat("", [_named(covered), " is open to everyone"])
}

_named(covered) := concat(", ", sort(covered)) if count(covered) < 3

_named(covered) := "every database port" if count(covered) > 2

_source(rule) := "CidrIp" if rule.CidrIp

_source(rule) := "CidrIpv6" if not rule.CidrIp
