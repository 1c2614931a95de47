package stackgrade.rules.lambda.concurrency_is_limited_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.concurrency_is_limited

_stack(properties, others) := testing.reviewed(
	object.union(others, {"Orders": {"type": "AWS::Lambda::Function", "properties": properties}}),
	{},
)

_mapping(function, scaling) := {"Mapping": {"type": "AWS::Lambda::EventSourceMapping", "properties": object.union(
	{"FunctionName": function},
	scaling,
)}}

test_fails_without_a_limit if {
	every others in [{}, _mapping(testing.ref("Orders", "Ref"), {})] {
		testing.statuses(concurrency_is_limited) == {"Orders": "fail"} with input as _stack({}, others)
	}
}

test_fails_with_the_providers_word_for_none if {
	testing.statuses(concurrency_is_limited) == {"Orders": "fail"} with input as _stack(
		{"ReservedConcurrentExecutions": -1},
		{},
	)
}

test_passes_with_one_here_or_at_its_source if {
	every stack in [
		_stack({"ReservedConcurrentExecutions": 20}, {}),
		_stack({"ReservedConcurrentExecutions": testing.unknown("parameter Limit has no default")}, {}),
		_stack({}, _mapping(testing.ref("Orders", "Ref"), {"ScalingConfig": {"MaximumConcurrency": 5}})),
	] {
		testing.statuses(concurrency_is_limited) == {"Orders": "pass"} with input as stack
	}
}

test_leaves_out_what_is_called_seldom if {
	testing.statuses(concurrency_is_limited) == {} with input as _stack({}, {"Thing": {
		"type": "Custom::Thing",
		"properties": {"ServiceToken": testing.ref("Orders", "Arn")},
	}})
}

test_unknown_when_it_is_open_what_a_source_is_for if {
	testing.statuses(concurrency_is_limited) == {"Orders": "unknown"} with input as _stack(
		{},
		_mapping(testing.unknown("parameter Function has no default"), {}),
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(concurrency_is_limited) == {} with input as object.union(
		_stack({}, {}),
		{"profile": testing.disposable},
	)
}
