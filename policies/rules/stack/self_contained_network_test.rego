package stackgrade.rules.stack.self_contained_network_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.self_contained_network

_stack(resources, parameters) := testing.stack(resources, {"profile": testing.disposable, "parameters": parameters})

_imported := {"$unknown": "imported from another stack (net)", "kind": "import", "expression": "${net}"}

test_fails_for_each_parameter if {
	verdicts := testing.verdicts(self_contained_network) with input as _stack({}, {
		"Network": {"type": "AWS::EC2::VPC::Id"},
		"Places": {"type": "List<AWS::EC2::Subnet::Id>"},
		"private_subnet_ids": {"type": "list(string)"},
		"VpcCidr": {"type": "String"},
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.Network"],
		["fail", "Parameters.Places"],
		["fail", "Parameters.private_subnet_ids"],
	}
}

test_fails_for_each_import if {
	verdicts := testing.verdicts(self_contained_network) with input as _stack(
		{
			"Function": {
				"type": "AWS::Lambda::Function",
				"properties": {"KmsKeyArn": _imported, "VpcConfig": {"SubnetIds": [_imported]}},
			},
			"Group": {"type": "AWS::EC2::SecurityGroup", "properties": {"VpcId": _imported}},
		},
		{},
	)
	{[verdict.address, verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["Function", "fail", "VpcConfig.SubnetIds[0]"],
		["Group", "fail", "VpcId"],
	}
}

test_passes_with_a_network_of_its_own if {
	testing.statuses(self_contained_network) == {"": "pass"} with input as _stack(
		{
			"Group": {"type": "AWS::EC2::SecurityGroup", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Vpc": {"type": "AWS::EC2::VPC"},
		},
		{"ExtraSecurityGroupIds": {"type": "CommaDelimitedList", "default": ""}},
	)
}

test_leaves_out_stacks_without_a_network if {
	testing.statuses(self_contained_network) == {} with input as _stack(
		{"Orders": {"type": "AWS::SQS::Queue", "properties": {"KmsMasterKeyId": _imported}}},
		{},
	)
}

test_leaves_out_stacks_that_build_on_others if {
	testing.statuses(self_contained_network) == {} with input as testing.stack({}, {
		"profile": object.union(testing.production, {"self_contained": false}),
		"parameters": {"Vpc": {"type": "AWS::EC2::VPC::Id"}},
	})
}

_lookup(type, arguments, more) := object.union(
	{"type": type, "arguments": arguments, "parameters": [], "waits": false},
	more,
)

_looking_up(lookup, parameters) := testing.stack({}, {
	"format": "terraform",
	"profile": testing.disposable,
	"parameters": parameters,
	"terraform": {"lookups": {"data.aws_x.y": lookup}},
})

_has_default := {"type": "string", "default": "vpc-0a1b2c3d"}

test_fails_for_what_is_looked_up if {
	every lookup in [
		_lookup("aws_vpc", {"tags": {"Name": "shared"}}, {}),
		_lookup("aws_vpc", {"id": "vpc-0a1b2c3d", "default": false}, {"parameters": ["network"]}),
		_lookup("aws_subnets", {"filter": [{"name": "tag:Tier", "values": ["private"]}]}, {}),
		_lookup("aws_security_group", {"name": "web"}, {}),
	] {
		verdicts := testing.verdicts(self_contained_network) with input as _looking_up(lookup, {"network": _has_default})
		{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "data.aws_x.y"]}
	}
}

test_leaves_out_what_is_in_every_account_made_or_asked_for if {
	every lookup in [
		_lookup("aws_vpc", {"default": true}, {}),
		_lookup("aws_vpc", {"filter": [{"name": "is-default", "values": ["true"]}]}, {}),
		_lookup("aws_vpc", {}, {}),
		_lookup("aws_vpc", {"id": ""}, {}),
		_lookup("aws_subnet", {"availability_zone": "eu-west-1a", "default_for_az": true}, {}),
		_lookup("aws_security_group", {"name": "default"}, {}),
		_lookup("aws_vpc", {"id": testing.ref("aws_vpc.main", "Ref")}, {"waits": true}),
		_lookup("aws_ami", {"owners": ["amazon"]}, {}),
	] {
		testing.statuses(self_contained_network) == {} with input as _looking_up(lookup, {})
	}
	asked := _lookup("aws_vpc", {"id": testing.unknown("no default")}, {"parameters": ["vpc_id"]})
	verdicts := testing.verdicts(self_contained_network) with input as _looking_up(asked, {"vpc_id": {"type": "string"}})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Parameters.vpc_id"]}
}
