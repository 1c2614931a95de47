package stackgrade.rules.naming.one_pattern_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.one_pattern

_queue(name) := {"type": "AWS::SQS::Queue", "properties": {"QueueName": name}}

test_fails_for_the_odd_one if {
	testing.statuses(one_pattern) == {"A": "pass", "B": "pass", "C": "fail"} with input as testing.reviewed(
		{"A": _queue("shop-orders"), "B": _queue("/shop/order-log"), "C": _queue("ShopCarts")},
		{},
	)
}

test_fails_for_all_when_there_is_no_pattern if {
	testing.statuses(one_pattern) == {"A": "fail", "B": "fail", "C": "fail"} with input as testing.reviewed(
		{"A": _queue("shop-orders"), "B": _queue("shop_events"), "C": _queue("ShopCarts")},
		{},
	)
}

test_passes_when_all_are_alike if {
	testing.statuses(one_pattern) == {"A": "pass", "B": "pass", "C": "pass"} with input as testing.reviewed(
		{"A": _queue("${AWS::StackName}-orders"), "B": _queue("orders-${Suffix}"), "C": _queue("shop-carts")},
		{},
	)
}

test_leaves_out_names_that_are_spelled_in_no_way if {
	testing.statuses(one_pattern) == {} with input as testing.reviewed(
		{"A": _queue("orders"), "B": _queue("Orders"), "C": _queue("shop-orders"), "D": _queue("ShopCarts")},
		{},
	)
	testing.statuses(one_pattern) == {} with input as testing.reviewed(
		{"A": _queue(testing.unknown("a parameter")), "B": _queue("a-b"), "C": _queue("AbC")},
		{},
	)
}

test_names_of_other_stacks_count if {
	foreign := {address: {
		"address": address,
		"type": "AWS::SQS::Queue",
		"properties": {"QueueName": "shop-x"},
		"unknowns": [],
		"foreign": "Web",
	} |
		some address in ["Web::A", "Web::B"]
	}
	testing.statuses(one_pattern) == {"Own": "fail"} with input as testing.reviewed(
		{"Own": _queue("ShopCarts")},
		{"foreign": {"resources": foreign, "edges": []}},
	)
}
