package stackgrade.rules.stack.dashboard_is_output_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.dashboard_is_output

test_fails_without if {
	testing.statuses(dashboard_is_output) == {"Board": "fail"} with input as testing.reviewed(
		{
			"Board": {
				"type": "AWS::CloudWatch::Dashboard",
				"properties": {"DashboardName": "shop"},
			},
		},
		{},
	)
}

test_passes_with_a_reference if {
	testing.statuses(dashboard_is_output) == {"Board": "pass"} with input as testing.reviewed(
		{
			"Board": {
				"type": "AWS::CloudWatch::Dashboard",
				"properties": {"DashboardName": "shop"},
			},
		},
		{"outputs": {"Url": {"value": "https://x#name=${Board}"}}},
	)
}

test_passes_with_the_name if {
	testing.statuses(dashboard_is_output) == {"Board": "pass"} with input as testing.reviewed(
		{
			"Board": {
				"type": "AWS::CloudWatch::Dashboard",
				"properties": {"DashboardName": "shop"},
			},
		},
		{"outputs": {"Url": {"value": "https://x#name=shop"}}},
	)
}

test_unknown_when_the_name_is_open if {
	testing.statuses(dashboard_is_output) == {"Board": "unknown"} with input as testing.reviewed(
		{
			"Board": {
				"type": "AWS::CloudWatch::Dashboard",
				"properties": {
					"DashboardName": testing.unknown("parameter X has no default"),
				},
			},
		},
		{},
	)
}
