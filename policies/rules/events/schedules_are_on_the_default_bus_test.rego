package stackgrade.rules.events.schedules_are_on_the_default_bus_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.events.schedules_are_on_the_default_bus

_stack(properties) := testing.stack({"Rule": {"type": "AWS::Events::Rule", "properties": properties}}, {})

_on(bus) := _stack({"ScheduleExpression": "rate(1 hour)", "EventBusName": bus})

test_fails_on_another_bus if {
	every bus in ["orders", testing.ref("Bus", "Name"), "arn:aws:events:eu-west-1:111122223333:event-bus/orders"] {
		testing.statuses(schedules_are_on_the_default_bus) == {"Rule": "fail"} with input as _on(bus)
	}
}

test_passes_on_the_default_bus if {
	every bus in ["default", "", "arn:aws:events:eu-west-1:111122223333:event-bus/default"] {
		testing.statuses(schedules_are_on_the_default_bus) == {"Rule": "pass"} with input as _on(bus)
	}
	testing.statuses(schedules_are_on_the_default_bus) == {"Rule": "pass"} with input as _stack({
		"ScheduleExpression": "rate(1 hour)",
	})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(schedules_are_on_the_default_bus) == {"Rule": "unknown"} with input as _on(open)
}

test_leaves_out_rules_for_events if {
	testing.statuses(schedules_are_on_the_default_bus) == {} with input as _stack({"EventBusName": "orders"})
}
