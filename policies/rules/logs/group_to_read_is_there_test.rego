package stackgrade.rules.logs.group_to_read_is_there_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.group_to_read_is_there

_filter(name) := {"Errors": {"type": "AWS::Logs::MetricFilter", "properties": {"LogGroupName": name}}}

_group(name) := {"Logs": {"type": "AWS::Logs::LogGroup", "properties": {"LogGroupName": name}}}

_function := {"Orders": {"type": "AWS::Lambda::Function", "properties": {"FunctionName": "orders"}}}

_alone := {"profile": testing.disposable}

test_fails_when_a_stack_of_its_own_makes_no_such_group if {
	every resources in [_filter("/orders"), object.union(_filter("/orders"), _group("/order"))] {
		testing.statuses(group_to_read_is_there) == {"Errors": "fail"} with input as testing.stack(resources, _alone)
		testing.statuses(group_to_read_is_there) == {"Errors": "pass"} with input as testing.stack(resources, {})
	}
}

test_fails_for_the_group_that_a_function_has_not_made_yet if {
	every name in ["/aws/lambda/orders", "/aws/lambda/${Orders}"] {
		testing.statuses(group_to_read_is_there) == {"Errors": "fail"} with input as testing.stack(
			object.union(_filter(name), _function),
			{},
		)
	}
}

test_passes_when_the_stack_makes_the_group if {
	every resources in [
		object.union(_filter(testing.ref("Logs", "Ref")), _group("/orders")),
		object.union(_filter("/Orders"), _group("/orders")),
		object.union_n([_filter("/aws/lambda/orders"), _function, _group("/aws/lambda/orders")]),
	] {
		testing.statuses(group_to_read_is_there) == {"Errors": "pass"} with input as testing.stack(resources, _alone)
	}
}

test_passes_when_the_group_comes_from_elsewhere if {
	every name in ["${Fn::ImportValue}", "/aws/rds/instance/orders/postgresql", "API-Gateway-Execution-Logs_${Api}/v1"] {
		testing.statuses(group_to_read_is_there) == {"Errors": "pass"} with input as testing.stack(
			_filter(name),
			_alone,
		)
	}
}

test_passes_for_the_name_that_somebody_gives if {
	testing.statuses(group_to_read_is_there) == {"Errors": "pass"} with input as testing.stack(
		{"Errors": {
			"type": "AWS::Logs::MetricFilter",
			"properties": {"LogGroupName": "/trail"},
			"attributes": {"LogGroupName": {"line": 1, "end_line": 1, "state": "written", "parameters": ["Trail"]}},
		}},
		object.union(_alone, {"parameters": {"Trail": {"value": "/trail"}}}),
	)
}

test_passes_when_a_custom_resource_calls_the_function if {
	testing.statuses(group_to_read_is_there) == {"Errors": "pass"} with input as testing.stack(
		object.union_n([_filter("/aws/lambda/orders"), _function, {"Setup": {
			"type": "Custom::Setup",
			"properties": {"ServiceToken": testing.ref("Orders", "Arn")},
		}}]),
		{},
	)
}

test_unknown_when_the_name_or_that_of_a_group_is if {
	every resources in [
		_filter(testing.unknown("parameter Name has no default")),
		object.union(_filter("/orders"), _group(testing.unknown("parameter Name has no default"))),
	] {
		testing.statuses(group_to_read_is_there) == {"Errors": "unknown"} with input as testing.stack(resources, _alone)
	}
}
