package stackgrade.rules.logs.retention_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.retention

test_fails_without if {
	testing.statuses(retention) == {"It": "fail"} with input as testing.stack(
		{"It": {"type": "AWS::Logs::LogGroup", "properties": {}}},
		{},
	)
}

test_passes_with if {
	testing.statuses(retention) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::Logs::LogGroup", "properties": {"RetentionInDays": 30}}},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(retention) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::Logs::LogGroup",
				"properties": {
					"RetentionInDays": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}

test_leaves_out_what_is_there_to_be_delivered if {
	testing.statuses(retention) == {} with input as testing.stack(
		{"It": {"type": "AWS::Logs::LogGroup", "properties": {"LogGroupClass": "DELIVERY"}}},
		{},
	)
}
