package stackgrade.rules.apigateway.stage_waits_for_account_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.stage_waits_for_account

_stack(more) := testing.stack(
	{
		"Stage": object.union(
			{"type": "AWS::ApiGateway::Stage", "properties": {"MethodSettings": [{"LoggingLevel": "INFO"}]}},
			more,
		),
		"Account": {"type": "AWS::ApiGateway::Account", "properties": {"CloudWatchRoleArn": "arn:aws:iam::1:role/a"}},
	},
	{},
)

test_fails_when_nothing_orders_them if {
	testing.statuses(stage_waits_for_account) == {"Stage": "fail"} with input as _stack({})
}

test_passes_when_it_waits if {
	testing.statuses(stage_waits_for_account) == {"Stage": "pass"} with input as _stack({"depends_on": ["Account"]})
}

test_leaves_out_stages_without_logs if {
	testing.statuses(stage_waits_for_account) == {} with input as _stack({"properties": {
		"MethodSettings": [{"LoggingLevel": "OFF"}],
	}})
}
