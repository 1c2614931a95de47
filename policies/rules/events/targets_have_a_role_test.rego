package stackgrade.rules.events.targets_have_a_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.events.targets_have_a_role

_stack(type, target) := testing.stack(
	{
		"Target": {"type": type, "properties": {}},
		"Rule": {
			"type": "AWS::Events::Rule",
			"properties": {"Targets": [object.union({"Id": "one", "Arn": testing.ref("Target", "Arn")}, target)]},
		},
	},
	{},
)

test_fails_without_a_role if {
	every type in [
		"AWS::StepFunctions::StateMachine",
		"AWS::ECS::Cluster",
		"AWS::CodePipeline::Pipeline",
		"AWS::KinesisFirehose::DeliveryStream",
	] {
		{[verdict.status, verdict.attribute] | some verdict in testing.verdicts(targets_have_a_role)} == {[
			"fail",
			"Targets[0].RoleArn",
		]} with input as _stack(type, {})
	}
}

test_fails_for_what_another_stack_has if {
	every arn in [
		"arn:aws:states:eu-west-1:111122223333:stateMachine:orders",
		"arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/orders",
	] {
		testing.statuses(targets_have_a_role) == {"Rule": "fail"} with input as _stack("X", {"Arn": arn})
	}
}

test_passes_with_a_role if {
	testing.statuses(targets_have_a_role) == {"Rule": "pass"} with input as _stack(
		"AWS::StepFunctions::StateMachine",
		{"RoleArn": testing.ref("Role", "Arn")},
	)
	testing.statuses(targets_have_a_role) == {"Rule": "pass"} with input as _stack(
		"AWS::StepFunctions::StateMachine",
		{"RoleArn": testing.unknown("parameter X has no default")},
	)
}

test_passes_for_what_lets_eventbridge_in_by_itself if {
	testing.statuses(targets_have_a_role) == {"Rule": "pass"} with input as _stack("AWS::Lambda::Function", {})
	testing.statuses(targets_have_a_role) == {"Rule": "pass"} with input as _stack(
		"X",
		{"Arn": "arn:aws:sns:eu-west-1:111122223333:orders"},
	)
}

test_unknown_when_the_target_is_open if {
	testing.statuses(targets_have_a_role) == {"Rule": "unknown"} with input as _stack(
		"X",
		{"Arn": testing.unknown("parameter X has no default")},
	)
}

test_leaves_out_rules_without_targets if {
	testing.statuses(targets_have_a_role) == {} with input as testing.stack({"Rule": {"type": "AWS::Events::Rule"}}, {})
}
