package stackgrade.rules.cloudwatch.stack_has_alarms_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.stack_has_alarms

_workloads := {
	"Failed": {"type": "AWS::SQS::Queue"},
	"Orders": {"type": "AWS::Lambda::Function"},
	"Returns": {"type": "AWS::Lambda::Function"},
}

test_fails_once_and_names_what_could_be_watched if {
	verdicts := testing.verdicts(stack_has_alarms) with input as testing.stack(_workloads, {})
	{[verdict.address, verdict.message] | some verdict in verdicts} == {[
		"",
		"the stack has no alarm, such as one on ApproximateAgeOfOldestMessage, Errors",
	]}
}

test_passes_with_an_alarm if {
	alarm := {"type": "AWS::CloudWatch::Alarm", "properties": {"Namespace": "AWS/SQS"}}
	testing.statuses(stack_has_alarms) == {"": "pass"} with input as testing.stack(
		object.union(_workloads, {"Alarm": alarm}),
		{},
	)
}

test_unknown_when_a_macro_may_add_them if {
	testing.statuses(stack_has_alarms) == {"": "unknown"} with input as testing.stack(
		_workloads,
		{"incomplete": [{"address": "", "reason": "the macro Alarms may change the template"}]},
	)
}

test_leaves_out_stacks_in_which_nothing_runs if {
	testing.statuses(stack_has_alarms) == {} with input as testing.stack({"Topic": {"type": "AWS::SNS::Topic"}}, {})
}

test_does_not_apply_to_a_test_environment if {
	testing.statuses(stack_has_alarms) == {} with input as testing.stack(_workloads, {"profile": testing.disposable})
}
