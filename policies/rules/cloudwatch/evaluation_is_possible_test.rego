package stackgrade.rules.cloudwatch.evaluation_is_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.evaluation_is_possible

_stack(period, periods, bad) := testing.stack(
	{"Alarm": {
		"type": "AWS::CloudWatch::Alarm",
		"properties": {"Period": period, "EvaluationPeriods": periods, "DatapointsToAlarm": bad},
	}},
	{},
)

test_fails_beyond_a_day_or_a_week if {
	testing.statuses(evaluation_is_possible) == {"Alarm": "fail"} with input as _stack(300, 289, 1)
	testing.statuses(evaluation_is_possible) == {"Alarm": "fail"} with input as _stack("86400", "8", 1)
}

test_fails_for_more_than_are_looked_at if {
	testing.statuses(evaluation_is_possible) == {"Alarm": "fail"} with input as _stack(300, 2, 3)
}

test_passes_within if {
	every three in [[300, 288, 1], [3600, 168, 168], [86400, 7, 1]] {
		testing.statuses(evaluation_is_possible) == {"Alarm": "pass"} with input as _stack(
			three[0], three[1],
			three[2],
		)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(evaluation_is_possible) == {"Alarm": "unknown"} with input as _stack(
		300, 2,
		testing.unknown("parameter X has no default"),
	)
}
