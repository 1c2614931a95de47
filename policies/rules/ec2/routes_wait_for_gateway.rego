# METADATA
# title: A route to the internet waits for the gateway to be attached
# description: >-
#   Nothing in such a route refers to the attachment, so that CloudFormation may create the route first. AWS
#   then refuses it, now and then, depending on which was faster.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_EC2_015
#   severity: medium
#   category: network
#   types: [AWS::EC2::Route]
#   presence: [GatewayId]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: GatewayAttachment
package stackgrade.rules.ec2.routes_wait_for_gateway

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in resources.of("AWS::EC2::Route")
	resources.target(resource.properties.GatewayId).type == "AWS::EC2::InternetGateway"
	count(_attachments(resource)) > 0
}

fail contains findings.at(resource, "DependsOn", "nothing makes the route wait for the attachment") if {
	some resource in subject
	before := graph.reachable(_dependencies, {resource.address})
	count(before & _attachments(resource)) == 0
}

# The attachments of the gateway that a route leads to.
_attachments(route) := {attachment.address |
	some attachment in resources.referrers(route.properties.GatewayId["$ref"], "AWS::EC2::VPCGatewayAttachment")
}

_dependencies[address] := depended if {
	some address, resource in input.resources
	depended := {name | some name in resource.depends_on} | {edge.target | some edge in resources.edges_from(address)}
}
