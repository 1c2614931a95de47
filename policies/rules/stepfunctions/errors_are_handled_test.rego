package stackgrade.rules.stepfunctions.errors_are_handled_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stepfunctions.errors_are_handled

_machine(property, states) := testing.stack(
	{"It": {"type": "AWS::StepFunctions::StateMachine", "properties": {property: {"StartAt": "A", "States": states}}}},
	{},
)

_task(more) := object.union({"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}, more)

test_fails_when_nothing_handles_errors if {
	every property in ["Definition", "DefinitionString"] {
		every more in [{}, {"Retry": []}] {
			testing.statuses(errors_are_handled) == {"It": "fail"} with input as _machine(property, {"A": _task(more)})
		}
	}
}

test_passes_when_something_does if {
	every more in [{"Retry": [{}]}, {"Catch": [{}]}] {
		testing.statuses(errors_are_handled) == {"It": "pass"} with input as _machine("Definition", {
			"A": _task({}),
			"B": _task(more),
		})
	}
}

test_a_state_around_the_task_may_catch if {
	map := {"Type": "Map", "ItemProcessor": {"StartAt": "B", "States": {"B": _task({})}}, "Catch": [{}]}
	testing.statuses(errors_are_handled) == {"It": "pass"} with input as _machine("Definition", {"A": map})
}

test_an_open_state_may_catch if {
	open := testing.unknown("a local decides it")
	testing.statuses(errors_are_handled) == {"It": "pass"} with input as _machine("Definition", {
		"A": _task({}),
		"B": open,
	})
}

test_unknown_when_the_definition_is if {
	testing.statuses(errors_are_handled) == {"It": "unknown"} with input as testing.stack(
		{"It": {
			"type": "AWS::StepFunctions::StateMachine",
			"properties": {"Definition": testing.unknown("the file is made at deployment")},
		}},
		{},
	)
}

test_says_nothing_where_there_is_no_task if {
	testing.statuses(errors_are_handled) == {} with input as _machine("Definition", {"A": {"Type": "Succeed"}})
}
