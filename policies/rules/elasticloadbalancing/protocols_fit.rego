# METADATA
# title: Listeners and target groups speak the protocols of their load balancer
# description: >-
#   An application load balancer speaks HTTP and HTTPS, a network load balancer TCP, TLS, UDP and QUIC. A listener with
#   a protocol of the other kind is refused, and so is one that forwards to a target group of the other kind.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
# custom:
#   id: FC_ELB_050
#   severity: critical
#   category: operations
#   types: [AWS::ElasticLoadBalancingV2::Listener, AWS::ElasticLoadBalancingV2::ListenerRule]
#   attributes:
#     - Protocol
#     - AWS::ElasticLoadBalancingV2::LoadBalancer.Type
#     - AWS::ElasticLoadBalancingV2::TargetGroup.Protocol
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Protocol: HTTP # of an application load balancer; TCP of a network load balancer
#     terraform: |
#       protocol = "HTTP" # of an application load balancer; "TCP" of a network load balancer
package stackgrade.rules.elasticloadbalancing.protocols_fit

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(listener, "Protocol", message) if {
	some listener in resources.own("AWS::ElasticLoadBalancingV2::Listener")
	balancer := resources.target(listener.properties.LoadBalancerArn)
	type := object.get(balancer.properties, "Type", "application")
	type in {"application", "network"}
	speaks := _speaks[listener.properties.Protocol]
	speaks != type
	message := concat(" ", [listener.properties.Protocol, "is for load balancers of type", speaks])
}

fail contains findings.proven_at(source, path, message) if {
	some source in resources.own_any(metadata.custom.types)
	some [path, group] in _forwards(source)
	protocol := object.get(group.properties, "Protocol", "")
	speaks := _speaks[protocol]
	speaks != _kind(source)
	message := concat("", [
		"the target group speaks ",
		protocol,
		", which is for ",
		speaks,
		" load balancers, and the listener is one of ",
		_article[_kind(source)],
	])
}

# Only application load balancers have rules.
_kind(source) := "application" if source.type == "AWS::ElasticLoadBalancingV2::ListenerRule"

_kind(source) := _speaks[source.properties.Protocol] if source.type == "AWS::ElasticLoadBalancingV2::Listener"

_forwards(source) := [[path, group] |
	some list in ["DefaultActions", "Actions"]
	some i, action in source.properties[list]
	some [path, arn] in _groups([list, i], action)
	group := resources.target(arn)
	group.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
]

_groups(path, action) := array.concat(
	[[array.concat(path, ["TargetGroupArn"]), action.TargetGroupArn]],
	_weighted(path, action),
) if {
	action.TargetGroupArn
}

_groups(path, action) := _weighted(path, action) if not action.TargetGroupArn

_weighted(path, action) := [[place, group.TargetGroupArn] |
	some i, group in action.ForwardConfig.TargetGroups
	place := array.concat(path, ["ForwardConfig", "TargetGroups", i, "TargetGroupArn"])
]

_speaks := {
	"HTTP": "application",
	"HTTPS": "application",
	"QUIC": "network",
	"TCP": "network",
	"TCP_QUIC": "network",
	"TCP_UDP": "network",
	"TLS": "network",
	"UDP": "network",
}

_article := {"application": "an application load balancer", "network": "a network load balancer"}
