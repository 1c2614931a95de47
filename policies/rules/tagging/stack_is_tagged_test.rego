package stackgrade.rules.tagging.stack_is_tagged_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.tagging.stack_is_tagged

_queue(tags) := {"type": "AWS::SQS::Queue", "properties": {"Tags": tags}}

_named := _queue([{"Key": "Name", "Value": "orders"}])

test_fails_once_for_all if {
	testing.statuses(stack_is_tagged) == {"": "fail"} with input as testing.stack(
		{"A": _queue([]), "B": _queue([])},
		{},
	)
}

test_fails_where_some_have_names_and_others_nothing if {
	verdicts := testing.verdicts(stack_is_tagged) with input as testing.stack({"A": _named, "B": _queue([])}, {})
	{[verdict.status, verdict.message] | some verdict in verdicts} == {["fail", "no resource has tags but Name"]}
}

test_passes_where_all_have_names if {
	testing.statuses(stack_is_tagged) == {"": "pass"} with input as testing.stack({"A": _named}, {})
}

test_a_mark_of_cdk_is_no_tag if {
	marked := _queue([{"Key": "aws-cdk:auto-delete-objects", "Value": "true"}])
	verdicts := testing.verdicts(stack_is_tagged) with input as testing.stack({"A": marked, "B": _queue([])}, {})
	message := "no resource has tags that say what it belongs to"
	{[verdict.status, verdict.message] | some verdict in verdicts} == {["fail", message]}
}

test_unknown_while_a_part_is_out_of_sight if {
	testing.statuses(stack_is_tagged) == {"": "unknown"} with input as testing.stack(
		{"A": _queue([])},
		{"incomplete": [{"address": "", "reason": "a module is not installed"}]},
	)
}

test_leaves_stacks_that_tag_to_the_rule_on_resources if {
	every tags in [[{"Key": "Team", "Value": "shop"}], testing.unknown("a macro")] {
		testing.statuses(stack_is_tagged) == {} with input as testing.stack({"A": _queue(tags), "B": _queue([])}, {})
	}
}

test_leaves_out_stacks_without_resources_that_take_tags if {
	testing.statuses(stack_is_tagged) == {} with input as testing.stack(
		{"Route": {"type": "AWS::EC2::Route", "properties": {}}},
		{},
	)
}
