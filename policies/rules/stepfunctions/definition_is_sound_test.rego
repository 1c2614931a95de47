package stackgrade.rules.stepfunctions.definition_is_sound_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stepfunctions.definition_is_sound

_machine(more) := testing.stack({"It": object.union({"type": "AWS::StepFunctions::StateMachine"}, more)}, {})

_definition := {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}

test_fails_for_a_fault_of_its_kind if {
	verdicts := testing.verdicts(definition_is_sound) with input as _machine({
		"properties": {"DefinitionString": _definition},
		"faults": [{
			"kind": "definition",
			"attribute": "DefinitionString.StartAt",
			"message": "there is no such state",
		}],
	})
	{[verdict.status, verdict.attribute, verdict.message] | some verdict in verdicts} == {[
		"fail",
		"DefinitionString.StartAt",
		"there is no such state",
	]}
}

test_passes_without_one if {
	every faults in [[], [{"kind": "property", "attribute": "Definition", "message": "no"}]] {
		testing.statuses(definition_is_sound) == {"It": "pass"} with input as _machine({
			"properties": {"Definition": _definition},
			"faults": faults,
		})
	}
}

test_unknown_when_the_definition_is if {
	testing.statuses(definition_is_sound) == {"It": "unknown"} with input as _machine({"properties": {
		"Definition": testing.unknown("the file is made at deployment"),
	}})
}

test_a_state_may_have_open_parts if {
	open := {"Type": "Task", "Resource": testing.unknown("parameter Function has no default"), "End": true}
	testing.statuses(definition_is_sound) == {"It": "pass"} with input as _machine({"properties": {"Definition": {
		"StartAt": "A",
		"States": {"A": open},
	}}})
}

test_says_nothing_of_a_definition_that_is_elsewhere if {
	testing.statuses(definition_is_sound) == {} with input as _machine({"properties": {
		"DefinitionS3Location": {"Bucket": "definitions", "Key": "orders.json"},
	}})
}
