package stackgrade.rules.elasticloadbalancing.target_group_is_complete_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.target_group_is_complete

_complete := {"Port": 80, "Protocol": "HTTP", "VpcId": "vpc-1"}

_stack(properties) := testing.stack(
	{"Group": {"type": "AWS::ElasticLoadBalancingV2::TargetGroup", "properties": properties}},
	{},
)

test_fails_for_each_that_is_missing if {
	every property in ["Port", "Protocol", "VpcId"] {
		_wrong == {property} with input as _stack(object.remove(_complete, [property]))
	}
}

_wrong contains verdict.attribute if some verdict in testing.verdicts(target_group_is_complete)

test_passes_with_all_of_them if {
	testing.statuses(target_group_is_complete) == {"Group": "pass"} with input as _stack(_complete)
}

test_leaves_out_functions if {
	testing.statuses(target_group_is_complete) == {} with input as _stack({"TargetType": "lambda"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(target_group_is_complete) == {"Group": "unknown"} with input as _stack({"TargetType": open})
}
