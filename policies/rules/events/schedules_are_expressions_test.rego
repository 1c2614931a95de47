package stackgrade.rules.events.schedules_are_expressions_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.events.schedules_are_expressions

_stack(type, expression) := testing.stack(
	{"Rule": {"type": type, "properties": {"ScheduleExpression": expression}}},
	{},
)

_rule := "AWS::Events::Rule"

_schedule := "AWS::Scheduler::Schedule"

test_fails_with_what_is_refused if {
	every expression in [
		"every 5 minutes",
		"rate(1 minutes)",
		"rate(5 minute)",
		"rate(0 hours)",
		"rate(2 weeks)",
		"cron(0 3 * * *)",
		"cron(0 3 * * * *)",
	] {
		testing.statuses(schedules_are_expressions) == {"Rule": "fail"} with input as _stack(_rule, expression)
	}
	testing.statuses(schedules_are_expressions) == {"Rule": "fail"} with input as _stack(_schedule, "0 3 * * ? *")
}

test_passes_with_what_is_taken if {
	every expression in ["rate(1 hour)", "rate(12 hours)", "cron(0 3 * * ? *)", "cron(0/15 8 ? * MON-FRI *)"] {
		testing.statuses(schedules_are_expressions) == {"Rule": "pass"} with input as _stack(_rule, expression)
	}
	testing.statuses(schedules_are_expressions) == {"Rule": "pass"} with input as _stack(
		_schedule,
		"at(2030-01-01T00:00:00)",
	)
}

test_passes_with_what_is_only_known_in_part if {
	testing.statuses(schedules_are_expressions) == {"Rule": "pass"} with input as _stack(_rule, "rate(${Every})")
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(schedules_are_expressions) == {"Rule": "unknown"} with input as _stack(
		_rule,
		testing.unknown("parameter Every has no default"),
	)
}

test_leaves_out_rules_for_events if {
	testing.statuses(schedules_are_expressions) == {} with input as testing.stack({"Rule": {"type": _rule}}, {})
}
