# METADATA
# title: Routes, NAT gateways and addresses wait for the internet gateway to be attached
# description: >-
#   Nothing in a route, a NAT gateway or the address of an instance refers to the attachment, so that it may be created
#   first. AWS then refuses it, or the NAT gateway fails, now and then, depending on which was faster.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/internet_gateway
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway
# custom:
#   id: FC_EC2_015
#   severity: high
#   category: network
#   types: [AWS::EC2::EIP, AWS::EC2::EIPAssociation, AWS::EC2::NatGateway, AWS::EC2::Route]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: GatewayAttachment
#     terraform: |
#       depends_on = [aws_internet_gateway.gateway]
package stackgrade.rules.ec2.routes_wait_for_gateway

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	count(_attachments(resource)) > 0
}

fail contains findings.at(resource, "DependsOn", "nothing makes it wait for the gateway's attachment") if {
	some resource in subject
	not order.waits_for(resource, _attachments(resource))
}

# The attachments of the gateway that a route leads to.
_attachments(resource) := {address |
	resources.target(resource.properties.GatewayId).type == "AWS::EC2::InternetGateway"
	some attachment in resources.of("AWS::EC2::VPCGatewayAttachment")
	network.identity(attachment.properties.InternetGatewayId) == resource.properties.GatewayId["$ref"]
	some address in network.attaching(attachment)
} if {
	resource.type == "AWS::EC2::Route"
}

_attachments(resource) := network.gateway_attachments(resources.target(resource.properties.SubnetId)) if {
	resource.type == "AWS::EC2::NatGateway"
	object.get(resource.properties, "ConnectivityType", "public") == "public"
}

_attachments(resource) := network.gateway_attachments(subnet) if {
	resource.type in {"AWS::EC2::EIP", "AWS::EC2::EIPAssociation"}
	subnet := resources.target(resources.target(resource.properties.InstanceId).properties.SubnetId)
}
