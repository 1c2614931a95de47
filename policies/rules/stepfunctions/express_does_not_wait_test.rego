package stackgrade.rules.stepfunctions.express_does_not_wait_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stepfunctions.express_does_not_wait

_stack(type, service) := testing.stack(
	{"Machine": {
		"type": "AWS::StepFunctions::StateMachine",
		"properties": {
			"StateMachineType": type,
			"Definition": {"States": {"Work": {"Type": "Task", "Resource": service}}},
		},
	}},
	{},
)

test_fails_where_it_waits if {
	every service in [
		"arn:aws:states:::glue:startJobRun.sync",
		"arn:${AWS::Partition}:states:::states:startExecution.sync:2",
		"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
		"arn:aws:states:eu-west-1:111122223333:activity:approve",
	] {
		testing.statuses(express_does_not_wait) == {"Machine": "fail"} with input as _stack("EXPRESS", service)
	}
}

test_passes_where_it_does_not if {
	every service in ["arn:aws:states:::glue:startJobRun", "arn:aws:states:::aws-sdk:dynamodb:query"] {
		testing.statuses(express_does_not_wait) == {"Machine": "pass"} with input as _stack("EXPRESS", service)
	}
}

test_leaves_out_standard_workflows if {
	testing.statuses(express_does_not_wait) == {} with input as _stack(
		"STANDARD",
		"arn:aws:states:::glue:startJobRun.sync",
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(express_does_not_wait) == {"Machine": "unknown"} with input as _stack(
		testing.unknown("parameter X has no default"),
		"arn:aws:states:::glue:startJobRun.sync",
	)
}
