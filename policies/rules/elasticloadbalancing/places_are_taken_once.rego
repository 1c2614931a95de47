# METADATA
# title: No two listeners have one port, and no two rules one priority
# description: >-
#   A load balancer has one listener for a port, and a listener one rule for a priority. The second one is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
# custom:
#   id: FC_ELB_054
#   severity: critical
#   category: operations
#   types: [AWS::ElasticLoadBalancingV2::Listener, AWS::ElasticLoadBalancingV2::ListenerRule]
#   attributes: [Port, Priority]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Priority: 20 # another one for each rule
#     AWS::ElasticLoadBalancingV2::Listener: |
#       Port: 8443 # another one for each listener of a load balancer
#     terraform: |
#       priority = 20 # another one for each rule
#     aws_lb_listener: |
#       port = 8443 # another one for each listener of a load balancer
package stackgrade.rules.elasticloadbalancing.places_are_taken_once

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, _place[resource.type].number, message) if {
	some [type, _, number], addresses in _taken
	count(addresses) > 1
	some address in addresses
	resource := input.resources[address]
	others := concat(", ", sort(addresses - {address}))
	message := concat("", [_place[type].word, " ", format_int(number, 10), " is also that of ", others])
}

_taken[[resource.type, holder, number]] contains resource.address if {
	some resource in resources.own_any(metadata.custom.types)
	holder := resource.properties[_place[resource.type].holder]["$ref"]
	number := values.number(resource.properties[_place[resource.type].number])
}

_place := {
	"AWS::ElasticLoadBalancingV2::Listener": {"holder": "LoadBalancerArn", "number": "Port", "word": "port"},
	"AWS::ElasticLoadBalancingV2::ListenerRule": {"holder": "ListenerArn", "number": "Priority", "word": "priority"},
}
