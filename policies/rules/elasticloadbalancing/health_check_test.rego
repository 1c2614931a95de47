package stackgrade.rules.elasticloadbalancing.health_check_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.health_check

_group(properties) := testing.reviewed(
	{"Web": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": properties}},
	{},
)

test_fails_without_a_path if {
	every properties in [{"Protocol": "HTTP"}, {"Protocol": "TCP", "HealthCheckProtocol": "HTTP"}] {
		testing.statuses(health_check) == {"Web": "fail"} with input as _group(properties)
	}
}

test_passes_with_one if {
	every path in ["/", testing.unknown("parameter Path has no default")] {
		testing.statuses(health_check) == {"Web": "pass"} with input as _group({
			"Protocol": "HTTPS",
			"HealthCheckPath": path,
		})
	}
}

test_leaves_out_what_is_not_asked_by_http if {
	every properties in [
		{"Protocol": "TCP"},
		{"TargetType": "lambda"},
		{"Protocol": "HTTP", "HealthCheckProtocol": "TCP"},
	] {
		testing.statuses(health_check) == {} with input as _group(properties)
	}
}

test_unknown_when_the_protocol_is_open if {
	testing.statuses(health_check) == {"Web": "unknown"} with input as _group({
		"Protocol": testing.unknown("parameter Protocol has no default"),
	})
}
