package stackgrade.rules.wafv2.logs_go_where_they_may_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.wafv2.logs_go_where_they_may

_to(group) := testing.stack(
	{
		"Group": object.union({"type": "AWS::Logs::LogGroup"}, group),
		"Logging": {
			"type": "AWS::WAFv2::LoggingConfiguration",
			"properties": {"LogDestinationConfigs": [testing.ref("Group", "Arn")]},
		},
	},
	{},
)

_called(name) := _to({"properties": {"LogGroupName": name}})

test_fails_for_another_name if {
	testing.statuses(logs_go_where_they_may) == {"Logging": "fail"} with input as _called("/aws/waf/shop")
	testing.statuses(logs_go_where_they_may) == {"Logging": "fail"} with input as _to({})
	testing.statuses(logs_go_where_they_may) == {"Logging": "fail"} with input as _to({"raw": {"name_prefix": "waf-"}})
}

test_passes_for_a_name_that_begins_so if {
	every name in ["aws-waf-logs-shop", "${Prefix}-shop"] {
		testing.statuses(logs_go_where_they_may) == {"Logging": "pass"} with input as _called(name)
	}
	testing.statuses(logs_go_where_they_may) == {"Logging": "pass"} with input as _to({"raw": {
		"name_prefix": "aws-waf-logs-",
	}})
}

test_passes_for_what_another_stack_has if {
	testing.statuses(logs_go_where_they_may) == {"Logging": "pass"} with input as testing.stack(
		{"Logging": {"type": "AWS::WAFv2::LoggingConfiguration", "properties": {"LogDestinationConfigs": ["arn:x"]}}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(logs_go_where_they_may) == {"Logging": "unknown"} with input as _called(testing.unknown("open"))
}
