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

test_tells_what_the_fix_is_about if {
	every types, case in {
		["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroup"]: "security group",
		["AWS::IAM::Role", "AWS::Lambda::Function"]: "role",
		["AWS::IAM::Role", "AWS::S3::Bucket"]: "bucket",
		["AWS::KMS::Key", "AWS::IAM::Role"]: "key",
		["AWS::Lambda::Function", "AWS::Logs::LogGroup"]: "name",
	} {
		found := testing.verdicts(no_circles) with input as testing.stack(
			{"A": {"type": types[0], "properties": {}}, "B": {"type": types[1], "properties": {}}},
			{"circles": [["A", "B"]]},
		)
		{verdict.case | some verdict in found} == {case}
	}
}
