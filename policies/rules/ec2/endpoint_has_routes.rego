# METADATA
# title: A gateway endpoint is in a route table
# description: >-
#   An endpoint of S3 or DynamoDB of this kind is a route. In no route table it is created, and no traffic takes it:
#   what was to stay inside the VPC goes through a NAT gateway, or nowhere.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
# custom:
#   id: FC_EC2_062
#   severity: medium
#   category: network
#   types: [AWS::EC2::VPCEndpoint]
#   attributes: [RouteTableIds, ServiceName, VpcEndpointType]
#   failures: [E-missing_vpc_endpoints]
#   remediation:
#     cloudformation: |
#       RouteTableIds: [!Ref PrivateRoutes]
#     terraform: |
#       route_table_ids = [aws_route_table.private.id]
package stackgrade.rules.ec2.endpoint_has_routes

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Whoever is told of an endpoint may add it to route tables.
subject[endpoint.address] := endpoint if {
	some endpoint in resources.own("AWS::EC2::VPCEndpoint")
	object.get(endpoint.properties, "VpcEndpointType", "Gateway") == "Gateway"
	regex.match(`\.(s3|dynamodb)$`, endpoint.properties.ServiceName)
	not outputs.hand_on(endpoint)
}

fail contains findings.at(endpoint, "RouteTableIds", "the endpoint is in no route table") if {
	some endpoint in subject
	resources.get(endpoint, ["RouteTableIds"], []) == []
}
