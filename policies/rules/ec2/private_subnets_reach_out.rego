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
#     - AWS::EC2::SubnetRouteTableAssociation.SubnetId
#     - AWS::EC2::SubnetRouteTableAssociation.RouteTableId
#   failures: [F-000-02.2, F-002-01.2, F-002-01.3, F-002-10]
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

# Subnets of this stack in which something runs that calls other services. Databases only answer.
subject contains resource if {
	some resource in resources.of("AWS::EC2::Subnet")
	some edge in resources.edges_to(resource.address)
	input.resources[edge.source].type in _callers
}

fail contains findings.missing(resource, "no route leads out, and there is no endpoint") if {
	some resource in subject
	not network.reaches_out(resource)
	not _has_interface_endpoint(resource)
}

_callers := {
	"AWS::Lambda::Function",
	"AWS::ECS::Service",
	"AWS::EC2::Instance",
	"AWS::AutoScaling::AutoScalingGroup",
	"AWS::EKS::Nodegroup",
	"AWS::Batch::ComputeEnvironment",
	"AWS::CodeBuild::Project",
	"AWS::ElasticBeanstalk::Environment",
}

_has_interface_endpoint(subnet) if {
	some endpoint in resources.referrers(subnet.address, "AWS::EC2::VPCEndpoint")
	endpoint.properties.VpcEndpointType == "Interface"
}

_has_interface_endpoint(subnet) if {
	some endpoint in resources.of("AWS::EC2::VPCEndpoint")
	endpoint.properties.VpcEndpointType == "Interface"
	endpoint.properties.VpcId["$ref"] == subnet.properties.VpcId["$ref"]
}
