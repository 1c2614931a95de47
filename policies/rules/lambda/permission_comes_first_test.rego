package stackgrade.rules.lambda.permission_comes_first_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.permission_comes_first

_stack(more) := testing.stack(
	object.union(
		{
			"Work": {"type": "AWS::Lambda::Function"},
			"Filter": {
				"type": "AWS::Logs::SubscriptionFilter",
				"properties": {"DestinationArn": testing.ref("Work", "Arn")},
			},
			"Permission": {
				"type": "AWS::Lambda::Permission",
				"properties": {"FunctionName": testing.ref("Work", "Ref"), "Principal": "logs.amazonaws.com"},
			},
		},
		more,
	),
	{},
)

test_fails_without_an_order if {
	testing.statuses(permission_comes_first) == {"Filter": "fail"} with input as _stack({})
}

test_passes_when_it_waits if {
	stack := _stack({"Filter": {"depends_on": ["Permission"]}})
	testing.statuses(permission_comes_first) == {"Filter": "pass"} with input as stack
}

test_leaves_out_what_has_no_permission if {
	stack := _stack({"Permission": {"properties": {"Principal": "events.amazonaws.com"}}})
	testing.statuses(permission_comes_first) == {} with input as stack
}

test_leaves_out_what_does_not_try_the_function if {
	rule := {"type": "AWS::Events::Rule", "properties": {"Targets": [{"Arn": testing.ref("Work", "Arn")}]}}
	permission := {"properties": {"Principal": "events.amazonaws.com"}}
	stack := _stack({"Rule": rule, "Permission": permission})
	testing.statuses(permission_comes_first) == {} with input as stack
}

test_leaves_out_what_terraform_tries_again if {
	stack := object.union(_stack({}), {"format": "terraform"})
	testing.statuses(permission_comes_first) == {} with input as stack
}
