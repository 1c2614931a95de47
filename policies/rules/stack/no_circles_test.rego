package stackgrade.rules.stack.no_circles_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.no_circles

test_fails_for_a_circle if {
	testing.statuses(no_circles) == {"": "fail"} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"B": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{"circles": [["A", "B"]]},
	)
}

test_passes_without if {
	testing.statuses(no_circles) == {"": "pass"} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"B": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{},
	)
}

test_leaves_out_a_single_resource if {
	testing.statuses(no_circles) == {} with input as testing.stack(
		{"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}}},
		{},
	)
}
