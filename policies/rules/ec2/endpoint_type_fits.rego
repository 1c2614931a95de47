# METADATA
# title: An endpoint is of the type that its service has
# description: >-
#   Endpoints are gateways unless they say otherwise, and only S3 and DynamoDB have those; they stand in route tables
#   and take no subnets or security groups, which are for interfaces. AWS refuses the mixture.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html
# custom:
#   id: FC_EC2_039
#   severity: critical
#   category: network
#   types: [AWS::EC2::VPCEndpoint]
#   attributes: [ServiceName, VpcEndpointType]
#   presence: [RouteTableIds, SecurityGroupIds, SubnetIds]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       ServiceName: !Sub com.amazonaws.${AWS::Region}.secretsmanager
#       VpcEndpointType: Interface
#       SubnetIds: [!Ref PrivateSubnet1, !Ref PrivateSubnet2]
#       SecurityGroupIds: [!Ref EndpointGroup]
#       PrivateDnsEnabled: true
#     terraform: |
#       service_name        = "com.amazonaws.${var.region}.secretsmanager"
#       vpc_endpoint_type   = "Interface"
#       subnet_ids          = [aws_subnet.private_1.id, aws_subnet.private_2.id]
#       security_group_ids  = [aws_security_group.endpoint.id]
#       private_dns_enabled = true
package stackgrade.rules.ec2.endpoint_type_fits

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[endpoint.address] := endpoint if {
	some endpoint in resources.own("AWS::EC2::VPCEndpoint")
	resources.has(endpoint, ["ServiceName"])
}

fail contains findings.at(endpoint, "VpcEndpointType", concat("", [service, " has no gateway, but interfaces"])) if {
	some endpoint in subject
	_type(endpoint) == "Gateway"

	# Services of AWS's own; the last part is what is called.
	some [_, service] in regex.find_all_string_submatch_n(
		`^com\.amazonaws\.(?:[a-z0-9-]+|\$\{[^}]*\})\.([a-z0-9.-]+)$`,
		endpoint.properties.ServiceName,
		1,
	)
	not service in {"dynamodb", "s3", "s3express"}
}

fail contains findings.at(endpoint, property, "a gateway stands in route tables, and takes none of this") if {
	some endpoint in subject
	_type(endpoint) == "Gateway"
	some property in ["SecurityGroupIds", "SubnetIds"]
	count(endpoint.properties[property]) > 0
}

fail contains findings.at(endpoint, "RouteTableIds", "an interface stands in subnets, not in route tables") if {
	some endpoint in subject
	_type(endpoint) == "Interface"
	count(endpoint.properties.RouteTableIds) > 0
}

_type(endpoint) := object.get(endpoint.properties, "VpcEndpointType", "Gateway")
