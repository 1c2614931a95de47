# METADATA
# title: Remote administration is not open to the world
# description: >-
#   SSH and Remote Desktop on the internet are under attack all the time. Session Manager gives a shell
#   without any open port.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
# custom:
#   id: FC_EC2_009
#   severity: high
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
#   failures: [E-sg_ssh_ingress_too_broad, E-sg_open_to_world]
#   remediation:
#     cloudformation: |
#       SecurityGroupIngress:
#         - Description: the office
#           IpProtocol: tcp
#           FromPort: 22
#           ToPort: 22
#           CidrIp: 192.0.2.0/24
#     AWS::EC2::SecurityGroupIngress: |
#       CidrIp: 192.0.2.0/24 # the office
#     terraform: |
#       ingress {
#         description = "the office"
#         protocol    = "tcp"
#         from_port   = 22
#         to_port     = 22
#         cidr_blocks = ["192.0.2.0/24"]
#       }
#     aws_security_group_rule: |
#       cidr_blocks = ["192.0.2.0/24"] # the office
#     aws_vpc_security_group_ingress_rule: |
#       cidr_ipv4 = "192.0.2.0/24" # the office
package stackgrade.rules.ec2.admin_port_closed

import data.stackgrade.lib.findings
import data.stackgrade.lib.network

metadata := rego.metadata.chain()[1].annotations

subject := network.concerning(object.keys(_ports))

fail contains findings.at(inbound.resource, inbound.path, message) if {
	some inbound in network.ingress_from_anywhere
	names := {name |
		some port, name in _ports
		network.covers(inbound.rule, port)
	}
	count(names) > 0
	message := concat("", ["open to everyone: ", concat(", ", sort(names))])
}

_ports := {22: "SSH", 3389: "Remote Desktop"}
