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
