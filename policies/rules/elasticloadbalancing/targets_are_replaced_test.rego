package stackgrade.rules.elasticloadbalancing.targets_are_replaced_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.targets_are_replaced

_stack(properties) := testing.stack(
	{
		"Web": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": properties},
		"Server": {"type": "AWS::EC2::Instance"},
	},
	{},
)

_server := {"Targets": [{"Id": testing.ref("Server", "Ref")}]}

test_fails_for_a_single_server if {
	testing.statuses(targets_are_replaced) == {"Web": "fail"} with input as _stack(_server)
}

test_passes_without if {
	testing.statuses(targets_are_replaced) == {"Web": "pass"} with input as _stack({})
}

test_leaves_out_addresses_and_functions if {
	every type in ["ip", "lambda"] {
		testing.statuses(targets_are_replaced) == {} with input as _stack({"TargetType": type})
	}
}

test_unknown_when_the_type_is_open if {
	open := {"TargetType": testing.unknown("parameter Type has no default")}
	testing.statuses(targets_are_replaced) == {"Web": "unknown"} with input as _stack(object.union(open, _server))
}

test_does_not_apply_to_a_test if {
	testing.statuses(targets_are_replaced) == {} with input as object.union(
		_stack(_server),
		{"profile": testing.disposable},
	)
}
