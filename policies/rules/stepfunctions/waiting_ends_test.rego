package stackgrade.rules.stepfunctions.waiting_ends_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stepfunctions.waiting_ends

_machine(state, more) := testing.stack(
	{
		"It": {
			"type": "AWS::StepFunctions::StateMachine",
			"properties": {"Definition": object.union({"StartAt": "Approve", "States": {"Approve": state}}, more)},
		},
		"Worker": {"type": "AWS::StepFunctions::Activity", "properties": {}},
	},
	{},
)

_task(resource, more) := object.union({"Type": "Task", "Resource": resource, "End": true}, more)

_asking := "arn:aws:states:::sqs:sendMessage.waitForTaskToken"

test_fails_without_a_limit if {
	every resource in [
		_asking,
		"arn:aws:states:eu-central-1:123456789012:activity:approve",
		testing.ref("Worker", "Ref"),
	] {
		verdicts := testing.verdicts(waiting_ends) with input as _machine(_task(resource, {}), {})
		{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Definition.States.Approve"]}
	}
}

test_passes_with_one if {
	every limit in ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"] {
		testing.statuses(waiting_ends) == {"It": "pass"} with input as _machine(_task(_asking, {limit: 60}), {})
	}
	testing.statuses(waiting_ends) == {"It": "pass"} with input as _machine(_task(_asking, {}), {"TimeoutSeconds": 60})
}

test_unknown_when_the_definition_is if {
	testing.statuses(waiting_ends) == {"It": "unknown"} with input as testing.stack(
		{"It": {
			"type": "AWS::StepFunctions::StateMachine",
			"properties": {"Definition": testing.unknown("the file is made at deployment")},
		}},
		{},
	)
}

test_says_nothing_where_nothing_waits if {
	testing.statuses(waiting_ends) == {} with input as _machine(_task("arn:aws:states:::sns:publish", {}), {})
}
