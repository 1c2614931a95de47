package stackgrade.rules.cloudwatch.members_come_first_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.members_come_first

_stack(more) := testing.stack(
	{
		"All": object.union({"type": "AWS::CloudWatch::CompositeAlarm"}, more),
		"Errors": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmName": "errors-${Stage}"}},
	},
	{},
)

test_fails_for_a_name_without_an_order if {
	every rule in [`ALARM("errors-${Stage}")`, `NOT OK( errors-${Stage} ) OR TRUE`] {
		testing.statuses(members_come_first) == {"All": "fail"} with input as _stack({"properties": {"AlarmRule": rule}})
	}
}

test_passes_with_a_reference_or_an_order if {
	every more in [
		{"properties": {"AlarmRule": `ALARM("${Errors}")`}},
		{"properties": {"AlarmRule": `ALARM("errors-${Stage}")`}, "depends_on": ["Errors"]},
		{"properties": {"AlarmRule": `ALARM("of-another-stack")`}},
	] {
		testing.statuses(members_come_first) == {"All": "pass"} with input as _stack(more)
	}
}

test_unknown_when_the_rule_is_open if {
	stack := _stack({"properties": {"AlarmRule": testing.unknown("parameter Rule has no default")}})
	testing.statuses(members_come_first) == {"All": "unknown"} with input as stack
}
