package stackgrade.rules.ec2.flow_logs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.flow_logs

test_fails_without if {
	testing.statuses(flow_logs) == {"Vpc": "fail"} with input as testing.stack(
		{"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}}},
		{},
	)
}

test_passes_with if {
	testing.statuses(flow_logs) == {"Vpc": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"Log": {
				"type": "AWS::EC2::FlowLog",
				"properties": {"ResourceId": testing.ref("Vpc", "Ref")},
			},
		},
		{},
	)
}

test_passes_when_all_subnets_are_logged if {
	every logged, status in {"B": "pass", "A": "fail"} {
		testing.statuses(flow_logs) == {"Vpc": status} with input as testing.stack(
			{
				"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
				"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
				"B": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
				"LogA": {"type": "AWS::EC2::FlowLog", "properties": {"ResourceId": testing.ref("A", "Ref")}},
				"Log": {"type": "AWS::EC2::FlowLog", "properties": {"ResourceId": testing.ref(logged, "Ref")}},
			},
			{},
		)
	}
}

test_unknown_when_it_is_open_what_is_logged if {
	testing.statuses(flow_logs) == {"Vpc": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"Log": {
				"type": "AWS::EC2::FlowLog",
				"properties": {"ResourceId": testing.unknown("parameter X has no default")},
			},
		},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(flow_logs) == {} with input as testing.stack(
		{"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}}},
		{"profile": testing.disposable},
	)
}
