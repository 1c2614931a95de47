# METADATA
# title: Load balancers, applications and databases have security groups of their own
# description: >-
#   In one security group, whatever is let in for the load balancer is let in to the application, and what the
#   application may reach is open on the database. A group for each lets each take only what the one before it sends.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: FC_EC2_036
#   severity: medium
#   category: network
#   types: [AWS::EC2::SecurityGroup]
#   failures: [E-security_group_not_segmented]
#   remediation:
#     cloudformation: |
#       ApplicationGroup: # likewise DatabaseGroup, which admits ApplicationGroup on the port of the database
#         Type: AWS::EC2::SecurityGroup
#         Properties:
#           GroupDescription: the application
#           VpcId: !Ref Vpc
#           SecurityGroupIngress:
#             - {IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref LoadBalancerGroup}
#     terraform: |
#       # likewise from the group of the application to that of the database
#       resource "aws_vpc_security_group_ingress_rule" "application" {
#         security_group_id            = aws_security_group.application.id
#         referenced_security_group_id = aws_security_group.load_balancer.id
#         ip_protocol                  = "tcp"
#         from_port                    = 8080
#         to_port                      = 8080
#       }
package stackgrade.rules.ec2.tiers_have_their_own_groups

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in resources.own("AWS::EC2::SecurityGroup")
	count(_members[group.address]) > 0
}

fail contains findings.missing(group, message) if {
	some group in subject
	tiers := _members[group.address]
	count(object.keys(tiers)) > 1
	members := concat(", ", sort([name | some names in tiers; some name in names]))
	message := concat("", ["one group is for ", concat(" and ", sort(object.keys(tiers))), ": ", members])
}

_members[group][tier] contains member.address if {
	some type, [tier, path] in _tiers
	some member in resources.of(type)
	some value in object.get(member.properties, path, [])
	group := value["$ref"]
	not _is_for_the_database(member)
}

# What changes the password of a database is part of it.
_is_for_the_database(member) if count(resources.referrers(member.address, "AWS::SecretsManager::RotationSchedule")) > 0

_database := ["databases", ["VpcSecurityGroupIds"]]

_tiers := {
	"AWS::DocDB::DBCluster": _database,
	"AWS::EC2::Instance": ["applications", ["SecurityGroupIds"]],
	"AWS::EC2::LaunchTemplate": ["applications", ["LaunchTemplateData", "SecurityGroupIds"]],
	"AWS::ECS::Service": ["applications", ["NetworkConfiguration", "AwsvpcConfiguration", "SecurityGroups"]],
	"AWS::ElastiCache::ReplicationGroup": ["databases", ["SecurityGroupIds"]],
	"AWS::ElasticLoadBalancingV2::LoadBalancer": ["load balancers", ["SecurityGroups"]],
	"AWS::Lambda::Function": ["applications", ["VpcConfig", "SecurityGroupIds"]],
	"AWS::RDS::DBCluster": _database,
	"AWS::RDS::DBInstance": ["databases", ["VPCSecurityGroups"]],
}
