# METADATA
# title: A database port is open to no more than a network
# description: >-
#   A range wider than any VPC can be lets in whatever else is connected to it, today or later: other networks, offices,
#   partners. The security group of the application says who is meant.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
# custom:
#   id: FC_EC2_016
#   severity: low
#   category: network
#   types: [AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupIngress]
#   attributes:
#     - SecurityGroupIngress[].CidrIp
#     - SecurityGroupIngress[].FromPort
#     - SecurityGroupIngress[].ToPort
#     - SecurityGroupIngress[].IpProtocol
#     - CidrIp
#     - FromPort
#     - ToPort
#     - IpProtocol
#   failures: [F-000-03.2, E-sg_cidr_instead_of_source_sg]
#   remediation:
#     cloudformation: |
#       SecurityGroupIngress:
#         - Description: the application
#           IpProtocol: tcp
#           FromPort: 5432 # of PostgreSQL; 3306 of MySQL, 6379 of Redis
#           ToPort: 5432
#           SourceSecurityGroupId: !Ref ApplicationSecurityGroup
#     AWS::EC2::SecurityGroupIngress: |
#       SourceSecurityGroupId: !Ref ApplicationSecurityGroup # in place of CidrIp
#     terraform: |
#       ingress {
#         description     = "the application"
#         protocol        = "tcp"
#         from_port       = 5432 # of PostgreSQL; 3306 of MySQL, 6379 of Redis
#         to_port         = 5432
#         security_groups = [aws_security_group.application.id]
#       }
#     aws_security_group_rule: |
#       source_security_group_id = aws_security_group.application.id # in place of cidr_blocks
#     aws_vpc_security_group_ingress_rule: |
#       referenced_security_group_id = aws_security_group.application.id # in place of cidr_ipv4
package stackgrade.rules.ec2.database_from_security_group

import data.stackgrade.lib.findings
import data.stackgrade.lib.network

metadata := rego.metadata.chain()[1].annotations

subject := network.concerning(object.keys(network.database_ports))

# A VPC is a /16 at most. The whole internet is the matter of another rule.
fail contains findings.at(inbound.resource, array.concat(inbound.path, ["CidrIp"]), message) if {
	some inbound in network.ingress
	regex.match(`/([1-9]|1[0-5])$`, inbound.rule.CidrIp)
	some port, _ in network.database_ports
	network.covers(inbound.rule, port)
	message := concat(" ", ["the range", inbound.rule.CidrIp, "is wider than any VPC"])
}
