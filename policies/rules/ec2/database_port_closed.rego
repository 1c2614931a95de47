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
#       SecurityGroupIngress: # protocol and ports stay as they are
#         - Description: the application
#           SourceSecurityGroupId: !Ref ApplicationSecurityGroup # in place of CidrIp
#     AWS::EC2::SecurityGroupIngress: |
#       SourceSecurityGroupId: !Ref ApplicationSecurityGroup # in place of CidrIp
#     terraform: |
#       ingress { # protocol and ports stay as they are
#         description     = "the application"
#         security_groups = [aws_security_group.application.id] # in place of cidr_blocks
#       }
#     aws_security_group_rule: |
#       source_security_group_id = aws_security_group.application.id # in place of cidr_blocks
#     aws_vpc_security_group_ingress_rule: |
#       referenced_security_group_id = aws_security_group.application.id # in place of cidr_ipv4
package stackgrade.rules.ec2.database_port_closed

import data.stackgrade.lib.findings
import data.stackgrade.lib.network

metadata := rego.metadata.chain()[1].annotations

subject := network.concerning(object.keys(network.database_ports))

fail contains findings.at(inbound.resource, inbound.path, message) if {
	some inbound in network.ingress_from_anywhere
	names := {name |
		some port, name in network.database_ports
		network.covers(inbound.rule, port)
	}
	count(names) > 0
	message := concat("", [_named(names), " is open to everyone"])
}

_named(names) := concat(", ", names) if count(names) == 1

_named(names) := "a range with the ports of databases" if count(names) > 1
