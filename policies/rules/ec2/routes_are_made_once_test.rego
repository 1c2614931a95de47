package stackgrade.rules.ec2.routes_are_made_once_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.routes_are_made_once

_association(subnet) := {
	"type": "AWS::EC2::SubnetRouteTableAssociation",
	"properties": {"SubnetId": testing.ref(subnet, "Ref"), "RouteTableId": testing.ref("Table", "Ref")},
}

_route(range) := {
	"type": "AWS::EC2::Route",
	"properties": {"RouteTableId": testing.ref("Table", "Ref"), "DestinationCidrBlock": range},
}

_stack(one, other) := testing.stack({"Table": {"type": "AWS::EC2::RouteTable"}, "A": one, "B": other}, {})

test_fails_for_both if {
	testing.statuses(routes_are_made_once) == {"A": "fail", "B": "fail"} with input as _stack(
		_association("Subnet"),
		_association("Subnet"),
	)
	testing.statuses(routes_are_made_once) == {"A": "fail", "B": "fail"} with input as _stack(
		_route("0.0.0.0/0"),
		_route("0.0.0.0/0"),
	)
}

test_passes_for_different_ones if {
	testing.statuses(routes_are_made_once) == {"A": "pass", "B": "pass"} with input as _stack(
		_association("One"),
		_association("Two"),
	)
	testing.statuses(routes_are_made_once) == {"A": "pass", "B": "pass"} with input as _stack(
		_route("0.0.0.0/0"),
		_route("10.1.0.0/16"),
	)
}

test_unknown_when_the_range_is if {
	testing.statuses(routes_are_made_once) == {"A": "unknown", "B": "pass"} with input as _stack(
		_route(testing.unknown("parameter Range has no default")),
		_route("10.1.0.0/16"),
	)
}
