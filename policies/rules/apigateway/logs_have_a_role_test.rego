package stackgrade.rules.apigateway.logs_have_a_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.apigateway.logs_have_a_role

_stage(properties) := {"Stage": {"type": "AWS::ApiGateway::Stage", "properties": properties}}

_logged := [
	_stage({"MethodSettings": [{"LoggingLevel": "INFO"}]}),
	_stage({"AccessLogSetting": {"DestinationArn": "arn"}}),
]

_empty_account := {"profile": testing.disposable}

test_fails_without_a_role if {
	every stage in _logged {
		testing.statuses(logs_have_a_role) == {"Stage": "fail"} with input as testing.stack(stage, _empty_account)
	}
}

test_passes_with_a_role if {
	every stage in _logged {
		testing.statuses(logs_have_a_role) == {"Stage": "pass"} with input as testing.stack(
			object.union(stage, {"Account": {"type": "AWS::ApiGateway::Account"}}),
			_empty_account,
		)
	}
}

test_unknown_while_a_part_is_out_of_sight if {
	testing.statuses(logs_have_a_role) == {"Stage": "unknown"} with input as testing.stack(
		_logged[0],
		object.union(_empty_account, {"incomplete": [{"address": "Nested", "reason": "it is in another bucket"}]}),
	)
}

test_leaves_out_stages_without_logs if {
	testing.statuses(logs_have_a_role) == {} with input as testing.stack(
		_stage({"MethodSettings": [{"LoggingLevel": "OFF"}]}),
		_empty_account,
	)
}

test_leaves_out_logs_that_go_to_firehose if {
	every destination in [
		"arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-shop",
		testing.ref("Stream", "Arn"),
	] {
		testing.statuses(logs_have_a_role) == {} with input as testing.stack(
			object.union(
				_stage({"AccessLogSetting": {"DestinationArn": destination}}),
				{"Stream": {"type": "AWS::KinesisFirehose::DeliveryStream"}},
			),
			_empty_account,
		)
	}
}

test_leaves_out_stacks_for_an_account_that_is_set_up if {
	testing.statuses(logs_have_a_role) == {} with input as testing.stack(_logged[0], {})
}
