# METADATA
# title: Workloads in private subnets reach the services that they call
# description: >-
#   A function, task or instance in a subnet without a way out can call neither the internet nor the APIs of
#   AWS: it hangs until it times out, or never starts because it cannot fetch its image or its secret.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
# custom:
#   id: FC_EC2_001
#   severity: high
#   category: network
#   types: [AWS::EC2::Subnet]
#   companions:
#     - AWS::EC2::Route.RouteTableId
#     - AWS::EC2::Route.DestinationCidrBlock
#     - AWS::EC2::SubnetRouteTableAssociation.SubnetId
#     - AWS::EC2::SubnetRouteTableAssociation.RouteTableId
#     - AWS::EC2::VPCEndpoint.VpcId
#     - AWS::EC2::VPCEndpoint.RouteTableIds
#   failures: [F-000-02.2, F-002-01.1, F-002-01.2, F-002-01.3, F-002-10]
#   remediation:
#     cloudformation: |
#       PrivateDefaultRoute:
#         Type: AWS::EC2::Route
#         Properties:
#           RouteTableId: !Ref PrivateRoutes
#           DestinationCidrBlock: 0.0.0.0/0
#           NatGatewayId: !Ref NatGateway
#     terraform: |
#       resource "aws_route" "private_default" {
#         route_table_id         = aws_route_table.private.id
#         destination_cidr_block = "0.0.0.0/0"
#         nat_gateway_id         = aws_nat_gateway.nat.id
#       }
package stackgrade.rules.ec2.private_subnets_reach_out

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Private subnets in which something runs that calls other services. Databases only answer.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::EC2::Subnet")
	_hosts_a_caller(resource)
	network.decides_routes(resource)
	not network.is_public(resource)
}

fail contains findings.missing(resource, "no default route leads out, and no endpoint leads to AWS services") if {
	some resource in subject
	not _reaches_out(resource)
	not _has_endpoint(resource)
}

_hosts_a_caller(subnet) if {
	some edge in resources.edges_to(subnet.address)
	startswith(edge.attribute, _places[resources.at(edge.source).type])
}

# Where such resources name the subnets that they run in.
_places := {
	"AWS::AutoScaling::AutoScalingGroup": "VPCZoneIdentifier",
	"AWS::Batch::ComputeEnvironment": "ComputeResources.Subnets",
	"AWS::CodeBuild::Project": "VpcConfig.Subnets",
	"AWS::EC2::Instance": "",
	"AWS::ECS::Service": "NetworkConfiguration",
	"AWS::EKS::Nodegroup": "Subnets",
	"AWS::ElasticBeanstalk::Environment": "OptionSettings",
	"AWS::Lambda::Function": "VpcConfig.SubnetIds",
	"AWS::MWAA::Environment": "NetworkConfiguration.SubnetIds",
	"AWS::SecretsManager::RotationSchedule": "HostedRotationLambda.VpcSubnetIds",
	"AWS::Synthetics::Canary": "VPCConfig.SubnetIds",
}

_reaches_out(subnet) if {
	some route in network.routes(subnet)
	network.is_default(route)
}

# Routes that a virtual private gateway makes known are in no template.
_reaches_out(subnet) if {
	some table in network.route_tables(subnet)
	count(resources.referrers(table, "AWS::EC2::VPNGatewayRoutePropagation")) > 0
}

_has_endpoint(subnet) if {
	some endpoint in resources.of("AWS::EC2::VPCEndpoint")
	endpoint.properties.VpcEndpointType == "Interface"
	network.identity(endpoint.properties.VpcId) == network.identity(subnet.properties.VpcId)
}

# A gateway endpoint (S3, DynamoDB) is a route in the tables that it names.
_has_endpoint(subnet) if {
	some table in network.route_tables(subnet)
	count(resources.referrers(table, "AWS::EC2::VPCEndpoint")) > 0
}
