# METADATA
# title: A load balancer on the internet waits for the internet gateway to be attached
# description: >-
#   Nothing in a load balancer refers to the attachment. Where the gateway is slower, AWS refuses the load balancer
#   because its network has no internet gateway, and the deployment that went well a dozen times fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   - https://github.com/aws-cloudformation/aws-cloudformation-templates/issues/75
# custom:
#   id: FC_ELB_070
#   severity: low
#   category: network
#   types: [AWS::ElasticLoadBalancing::LoadBalancer, AWS::ElasticLoadBalancingV2::LoadBalancer]
#   attributes: [Scheme]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: GatewayAttachment
#     terraform: |
#       depends_on = [aws_internet_gateway.gateway]
#     terraform/module: |
#       depends_on = [module.network] # in the load balancer; where a module makes that too, in the call of that module
package stackgrade.rules.elasticloadbalancing.balancer_waits_for_gateway

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[balancer.address] := balancer if {
	some balancer in resources.own_any(metadata.custom.types)
	object.get(balancer.properties, "Scheme", "internet-facing") != "internal"
	object.get(balancer.properties, "Type", "application") != "gateway"
	count(_attachments(balancer)) > 0
}

fail contains _of_module(finding, balancer) if {
	some balancer in subject
	not order.waits_for(balancer, _attachments(balancer))
	finding := findings.at(balancer, "DependsOn", "nothing makes it wait for the gateway's attachment")
}

# A name in another module cannot be written.
_of_module(finding, balancer) := findings.of_case(finding, "module") if {
	resources.is_terraform
	every address in _attachments(balancer) {
		_module(address) != _module(balancer.address)
	}
} else := finding

_module(address) := regex.find_all_string_submatch_n(`^(?:module\.[^.]+\.)*`, address, 1)[0][0]

_attachments(balancer) := {address |
	some edge in resources.edges_from(balancer.address)
	regex.match(`^Subnet(s|Mappings)\b`, edge.attribute)
	some address in network.gateway_attachments(resources.at(edge.target))
}
