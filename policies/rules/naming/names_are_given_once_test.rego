package stackgrade.rules.naming.names_are_given_once_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.names_are_given_once

_table(name) := {"type": "AWS::DynamoDB::Table", "properties": {"TableName": name}}

_rule(bus) := {"type": "AWS::Events::Rule", "properties": {"Name": "orders", "EventBusName": bus}}

test_fails_both_of_one_name if {
	testing.statuses(names_are_given_once) == {"A": "fail", "B": "fail", "C": "pass"} with input as testing.stack(
		{"A": _table("orders"), "B": _table("orders"), "C": _table("archive")},
		{},
	)
}

test_fails_when_what_is_open_is_the_same if {
	testing.statuses(names_are_given_once) == {"A": "fail", "B": "fail"} with input as testing.stack(
		{"A": _table("${AWS::StackName}-orders"), "B": _table("${AWS::StackName}-orders")},
		{},
	)
}

test_passes_in_different_holders if {
	testing.statuses(names_are_given_once) == {"A": "pass", "B": "pass"} with input as testing.stack(
		{"A": _rule("shop"), "B": _rule("audit")},
		{},
	)
	testing.statuses(names_are_given_once) == {"A": "fail", "B": "fail"} with input as testing.stack(
		{"A": _rule("shop"), "B": _rule("shop")},
		{},
	)
}

test_passes_when_the_types_differ if {
	queue := {"type": "AWS::SQS::Queue", "properties": {"QueueName": "orders"}}
	testing.statuses(names_are_given_once) == {"A": "pass", "B": "pass"} with input as testing.stack(
		{"A": _table("orders"), "B": queue},
		{},
	)
}

test_leaves_out_what_has_no_name if {
	testing.statuses(names_are_given_once) == {} with input as testing.stack({"A": {"type": "AWS::DynamoDB::Table"}}, {})
}

test_leaves_out_several_providers if {
	regions := {"format": "terraform", "terraform": {"providers": ["aws", "aws.west"]}}
	testing.statuses(names_are_given_once) == {} with input as testing.stack(
		{"A": _table("orders"), "B": _table("orders")},
		regions,
	)
}

test_leaves_out_providers_that_are_configured_elsewhere if {
	every chosen in [["aws.east", "aws.west"], ["aws.east"]] {
		testing.statuses(names_are_given_once) == {} with input as testing.stack(
			{"A": _table("orders"), "B": _table("orders")},
			{"format": "terraform", "terraform": {"providers": [], "chosen_providers": chosen}},
		)
	}
}

test_passes_in_two_regions if {
	there := object.union(_table("orders"), {"raw": {"region": "eu-west-1"}})
	testing.statuses(names_are_given_once) == {"A": "pass", "B": "pass"} with input as testing.stack(
		{"A": _table("orders"), "B": there},
		{},
	)
}

test_leaves_out_what_a_function_gives_at_deployment if {
	testing.statuses(names_are_given_once) == {} with input as testing.stack(
		{"A": _table("orders-${uuid(...)}"), "B": _table("orders-${uuid(...)}")},
		{},
	)
}

test_leaves_out_modules_that_are_handed_providers if {
	aliases := {"aws": {"source": "hashicorp/aws", "configuration_aliases": ["aws.west"]}}
	testing.statuses(names_are_given_once) == {} with input as testing.stack(
		{"A": _table("orders"), "B": _table("orders")},
		{"format": "terraform", "terraform": {"providers": [], "chosen_providers": [], "required_providers": aliases}},
	)
}

test_leaves_out_names_that_are_not_told if {
	testing.statuses(names_are_given_once) == {} with input as testing.stack(
		{"A": _table("orders-${element(...)}"), "B": _table("orders-${element(...)}")},
		{},
	)
}

test_leaves_out_what_loops_over_something_open_make if {
	testing.statuses(names_are_given_once) == {} with input as testing.stack(
		{"A": _table("shop-${each}"), "B": _table("shop-${each}")},
		{},
	)
}
