package stackgrade.rules.elasticloadbalancing.redirects_lead_to_a_listener_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.redirects_lead_to_a_listener

_listener(port, action) := {"type": "AWS::ElasticLoadBalancingV2::Listener", "properties": {
	"LoadBalancerArn": testing.ref("Balancer", "Ref"),
	"Port": port,
	"DefaultActions": [action],
}}

_redirect(to) := {"Type": "redirect", "RedirectConfig": object.union({"StatusCode": "HTTP_301"}, to)}

_stack(listeners, more) := testing.stack(
	object.union({"Balancer": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "properties": {}}}, listeners),
	more,
)

_https := _redirect({"Protocol": "HTTPS", "Port": "443"})

_forward := {"Type": "forward", "TargetGroupArn": "arn:x"}

test_fails_when_nobody_listens if {
	every listeners in [
		{"It": _listener(80, _https)},
		{"It": _listener("80", _https), "Other": _listener(8443, _forward)},
	] {
		statuses := testing.statuses(redirects_lead_to_a_listener) with input as _stack(listeners, {})
		statuses == {"Balancer": "fail"}
	}
}

test_passes_when_somebody_does if {
	every port in [443, "443"] {
		stack := _stack({"It": _listener(80, _https), "Other": _listener(port, _forward)}, {})
		testing.statuses(redirects_lead_to_a_listener) == {"Balancer": "pass"} with input as stack
	}
}

test_leaves_out_redirects_elsewhere if {
	every action in [
		_forward,
		_redirect({"Path": "/shop"}),
		_redirect({"Port": "#{port}"}),
		_redirect({"Host": "example.com", "Port": "443"}),
	] {
		testing.statuses(redirects_lead_to_a_listener) == {} with input as _stack({"It": _listener(80, action)}, {})
	}
}

test_leaves_out_what_others_add_listeners_to if {
	stack := _stack({"It": _listener(80, _https)}, {"outputs": {"Balancer": {
		"value": testing.ref("Balancer", "Ref"),
		"export": "balancer",
	}}})
	testing.statuses(redirects_lead_to_a_listener) == {} with input as stack
}

test_unknown_when_a_parameter_decides if {
	other := _listener(testing.unknown("parameter Port has no default"), _forward)
	stack := _stack({"It": _listener(80, _https), "Other": other}, {})
	testing.statuses(redirects_lead_to_a_listener) == {"Balancer": "unknown"} with input as stack
}
