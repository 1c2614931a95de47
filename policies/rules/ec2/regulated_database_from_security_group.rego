# METADATA
# title: A regulated database admits security groups, and not a range
# description: >-
#   A range lets in whatever gets an address in it, such as the next workload in the same network. A security group says
#   who is meant, and goes with it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.RDSSecurityGroups.html
# custom:
#   id: FC_EC2_060
#   severity: medium
#   category: network
#   types: [AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupIngress]
#   attributes:
#     - SecurityGroupIngress[].FromPort
#     - SecurityGroupIngress[].ToPort
#     - SecurityGroupIngress[].IpProtocol
#     - FromPort
#     - ToPort
#     - IpProtocol
#   when: {compliance: pci-dss}
#   failures: [E-sg_cidr_instead_of_source_sg]
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
package stackgrade.rules.ec2.regulated_database_from_security_group

import data.stackgrade.lib.findings
import data.stackgrade.lib.network

metadata := rego.metadata.chain()[1].annotations

subject := network.concerning(object.keys(network.database_ports))

# What is open to everyone is the matter of another rule; what is open on many ports is no rule for a database.
fail contains findings.at(inbound.resource, array.concat(inbound.path, ["CidrIp"]), message) if {
	some inbound in network.ingress
	inbound.rule.CidrIp != "0.0.0.0/0"
	inbound.rule.FromPort == inbound.rule.ToPort
	not inbound.rule.IpProtocol in {"-1", -1}
	some port, name in network.database_ports
	network.covers(inbound.rule, port)
	message := concat(" ", ["whatever has an address in the range may connect to", name])
}
