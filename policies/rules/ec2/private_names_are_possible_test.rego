package stackgrade.rules.ec2.private_names_are_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.private_names_are_possible

_stack(vpc, private) := testing.stack(
	{
		"Vpc": {"type": "AWS::EC2::VPC", "properties": vpc},
		"Endpoint": {
			"type": "AWS::EC2::VPCEndpoint",
			"properties": {"VpcId": testing.ref("Vpc", "Ref"), "PrivateDnsEnabled": private},
		},
	},
	{},
)

test_fails_where_the_network_has_no_names if {
	every vpc in [{}, {"EnableDnsHostnames": false}, {"EnableDnsHostnames": true, "EnableDnsSupport": false}] {
		testing.statuses(private_names_are_possible) == {"Endpoint": "fail"} with input as _stack(vpc, true)
	}
}

test_passes_where_it_has if {
	testing.statuses(private_names_are_possible) == {"Endpoint": "pass"} with input as _stack(
		{"EnableDnsHostnames": true},
		true,
	)
	testing.statuses(private_names_are_possible) == {"Endpoint": "pass"} with input as _stack({}, false)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(private_names_are_possible) == {"Endpoint": "unknown"} with input as _stack(
		{"EnableDnsHostnames": open},
		true,
	)
	testing.statuses(private_names_are_possible) == {"Endpoint": "unknown"} with input as _stack({}, open)
}

test_leaves_out_other_networks if {
	document := testing.stack(
		{"Endpoint": {
			"type": "AWS::EC2::VPCEndpoint",
			"properties": {"VpcId": "vpc-1", "PrivateDnsEnabled": true},
		}},
		{},
	)
	testing.statuses(private_names_are_possible) == {} with input as document
}
