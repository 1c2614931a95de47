package stackgrade.rules.cloudwatch.missing_data_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.missing_data

_alarm(properties) := {"type": "AWS::CloudWatch::Alarm", "properties": properties}

_stack(properties) := testing.stack({"Alarm": _alarm(properties)}, {})

test_fails_when_nothing_is_said_of_errors if {
	every metric in ["Errors", "5XXError", "HTTPCode_Target_5XX_Count", "WriteThrottleEvents", "UserErrors"] {
		testing.statuses(missing_data) == {"Alarm": "fail"} with input as _stack({"MetricName": metric})
	}
}

test_passes_whatever_is_chosen if {
	every chosen in ["missing", testing.unknown("parameter Missing has no default")] {
		alarm := {"MetricName": "Errors", "TreatMissingData": chosen}
		testing.statuses(missing_data) == {"Alarm": "pass"} with input as _stack(alarm)
	}
}

test_unknown_when_the_metric_is_open if {
	testing.statuses(missing_data) == {"Alarm": "unknown"} with input as _stack({
		"MetricName": testing.unknown("parameter Metric has no default"),
	})
}

test_leaves_out_what_is_measured_all_the_time if {
	every metric in ["CPUUtilization", "FreeStorageSpace", "UnHealthyHostCount", "StatusCheckFailed_System"] {
		testing.statuses(missing_data) == {} with input as _stack({"MetricName": metric})
	}
	testing.statuses(missing_data) == {} with input as _stack({})
}

_filtered(transformation) := testing.stack(
	{
		"Alarm": _alarm({"MetricName": "RootUsage"}),
		"Filter": {
			"type": "AWS::Logs::MetricFilter",
			"properties": {"MetricTransformations": [object.union({"MetricName": "RootUsage"}, transformation)]},
		},
	},
	{},
)

test_what_a_filter_finds_has_data_when_it_counts_nothing_as_well if {
	testing.statuses(missing_data) == {"Alarm": "fail"} with input as _filtered({"MetricValue": "1"})
	testing.statuses(missing_data) == {} with input as _filtered({"DefaultValue": 0})
}
