package stackgrade.rules.events.undelivered_events_are_kept_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.events.undelivered_events_are_kept

_rule(properties) := testing.reviewed({"Orders": {"type": "AWS::Events::Rule", "properties": properties}}, {})

_pattern(targets) := _rule({"EventPattern": {"source": ["shop"]}, "Targets": targets})

_target := {"Id": "orders", "Arn": testing.ref("Function", "Arn")}

_keeping := object.union(_target, {"DeadLetterConfig": {"Arn": testing.ref("Queue", "Arn")}})

test_fails_for_a_target_without if {
	verdicts := testing.verdicts(undelivered_events_are_kept) with input as _pattern([_keeping, _target])
	{verdict.attribute | some verdict in verdicts; verdict.status == "fail"} == {"Targets[1].DeadLetterConfig"}
}

test_passes_with if {
	testing.statuses(undelivered_events_are_kept) == {"Orders": "pass"} with input as _pattern([_keeping])
}

test_leaves_out_schedules_and_rules_without_targets if {
	every stack in [
		_rule({"ScheduleExpression": "rate(1 day)", "Targets": [_target]}),
		_pattern([]),
	] {
		testing.statuses(undelivered_events_are_kept) == {} with input as stack
	}
}

test_unknown_when_a_target_is_open if {
	open := testing.unknown("parameter Target has no default")
	testing.statuses(undelivered_events_are_kept) == {"Orders": "unknown"} with input as _pattern([open])
}

test_does_not_apply_to_a_test if {
	testing.statuses(undelivered_events_are_kept) == {} with input as object.union(
		_pattern([_target]),
		{"profile": testing.disposable},
	)
}
