# METADATA
# title: Traffic from private subnets to S3 and DynamoDB stays inside the VPC
# description: >-
#   Without a gateway endpoint it goes through a NAT gateway, which bills every gigabyte of it, or nowhere at all. The
#   endpoint costs nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
# custom:
#   id: FC_EC2_030
#   severity: low
#   category: network
#   types: [AWS::EC2::VPC]
#   companions: [AWS::EC2::VPCEndpoint.ServiceName, AWS::EC2::VPCEndpoint.VpcId]
#   when: {environment: production}
#   failures: [E-missing_vpc_endpoints]
#   remediation:
#     cloudformation: |
#       S3Endpoint:
#         Type: AWS::EC2::VPCEndpoint
#         Properties:
#           VpcId: !Ref Vpc
#           ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
#           RouteTableIds: [!Ref PrivateRoutes]
#     cloudformation/dynamodb: |
#       DynamoDBEndpoint:
#         Type: AWS::EC2::VPCEndpoint
#         Properties:
#           VpcId: !Ref Vpc
#           ServiceName: !Sub com.amazonaws.${AWS::Region}.dynamodb
#           RouteTableIds: [!Ref PrivateRoutes]
#     terraform: |
#       resource "aws_vpc_endpoint" "s3" {
#         vpc_id          = aws_vpc.main.id
#         service_name    = "com.amazonaws.eu-west-1.s3"
#         route_table_ids = [aws_route_table.private.id]
#       }
#     terraform/dynamodb: |
#       resource "aws_vpc_endpoint" "dynamodb" {
#         vpc_id          = aws_vpc.main.id
#         service_name    = "com.amazonaws.eu-west-1.dynamodb"
#         route_table_ids = [aws_route_table.private.id]
#       }
package stackgrade.rules.ec2.endpoints_for_storage

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

# Where something runs in private subnets that may use the storage.
subject[vpc.address] := vpc if {
	some vpc in resources.own("AWS::EC2::VPC")
	count(_used(vpc)) > 0
}

fail contains findings.of_case(finding, lower(concat(" and ", sort(missing)))) if {
	some vpc in subject
	missing := _used(vpc) - _reached(vpc)
	count(missing) > 0
	finding := findings.missing(vpc, concat("", ["no endpoint leads to ", concat(" and ", sort(missing))]))
}

# A role is taken on by what its trust names; which instance that is, is more than has to be known.
_used(vpc) := {_services[type].title |
	some principal in _running(vpc)
	some role in resources.of("AWS::IAM::Role")
	some [_, statement] in policies.statements(role.properties.AssumeRolePolicyDocument)
	principal in policies.services(statement)
	some holder in roles.holders(role)
	some type, _ in _services
	count(resources.referents(holder.address, type)) > 0
}

_running(vpc) := {_runners[resources.at(edge.source).type] |
	some subnet in network.subnets(vpc)
	not network.is_public(subnet)
	some edge in resources.edges_to(subnet.address)
}

_reached(vpc) := {service.title |
	some endpoint in resources.referrers(vpc.address, "AWS::EC2::VPCEndpoint")
	some service in _services
	endswith(endpoint.properties.ServiceName, concat("", [".", service.name]))
}

_services := {
	"AWS::DynamoDB::Table": {"name": "dynamodb", "title": "DynamoDB"},
	"AWS::S3::Bucket": {"name": "s3", "title": "S3"},
}

# What runs in subnets, and who takes on its role.
_runners := {
	"AWS::AutoScaling::AutoScalingGroup": "ec2.amazonaws.com",
	"AWS::EC2::Instance": "ec2.amazonaws.com",
	"AWS::ECS::Service": "ecs-tasks.amazonaws.com",
	"AWS::EKS::Nodegroup": "ec2.amazonaws.com",
	"AWS::Lambda::Function": "lambda.amazonaws.com",
}
