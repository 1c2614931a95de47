package stackgrade.rules.elasticloadbalancing.health_check_is_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.health_check_is_possible

_stack(properties) := testing.stack(
	{"Group": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": properties}},
	{},
)

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(health_check_is_possible)
	verdict.status == "fail"
}

test_fails_where_tcp_is_asked_for_more_than_it_has if {
	asked := {"HealthCheckPath": "/", "Matcher": {"HttpCode": "200"}}
	_wrong == {"HealthCheckPath", "Matcher"} with input as _stack(object.union(
		{"Protocol": "TCP", "HealthCheckProtocol": "TCP"},
		asked,
	))
	_wrong == {"HealthCheckPath", "Matcher"} with input as _stack(object.union({"Protocol": "TLS"}, asked))
}

test_terraform_asks_by_http_where_nothing_is_said if {
	_wrong == set() with input as object.union(
		_stack({"Protocol": "TCP", "HealthCheckPath": "/"}),
		{"format": "terraform"},
	)
}

test_fails_for_protocols_that_do_not_check if {
	_wrong == {"HealthCheckProtocol"} with input as _stack({"Protocol": "HTTP", "HealthCheckProtocol": "TCP"})
	_wrong == {"HealthCheckProtocol"} with input as _stack({"Protocol": "UDP", "HealthCheckProtocol": "UDP"})
}

test_fails_where_the_next_check_comes_first if {
	every timeout in [30, "30", 60] {
		_wrong == {"HealthCheckTimeoutSeconds"} with input as _stack({
			"Protocol": "HTTP",
			"HealthCheckIntervalSeconds": 30,
			"HealthCheckTimeoutSeconds": timeout,
		})
	}
}

test_passes_for_what_is_possible if {
	every properties in [
		{"Protocol": "HTTP", "HealthCheckPath": "/", "HealthCheckIntervalSeconds": 30, "HealthCheckTimeoutSeconds": 29},
		{"Protocol": "TCP", "HealthCheckProtocol": "HTTP", "HealthCheckPath": "/", "Matcher": {"HttpCode": "200"}},
		{"Protocol": "TCP", "HealthCheckIntervalSeconds": 10, "HealthCheckTimeoutSeconds": 10},
		{"Protocol": "TCP", "HealthCheckPath": "", "Matcher": {"HttpCode": ""}},
		{"Protocol": "TCP"},
	] {
		testing.statuses(health_check_is_possible) == {"Group": "pass"} with input as _stack(properties)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(health_check_is_possible) == {"Group": "unknown"} with input as _stack({
		"HealthCheckPath": "/",
		"HealthCheckProtocol": testing.unknown("parameter X has no default"),
	})
}

test_leaves_out_groups_that_say_nothing if {
	testing.statuses(health_check_is_possible) == {} with input as _stack({"TargetType": "lambda"})
}
