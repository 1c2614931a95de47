package stackgrade.lib.resources_test

import data.stackgrade.lib.resources
import data.stackgrade.lib.testing
import data.stackgrade.lib.verdict

# A database here, whose subnet is in the stack that has the network; that one has a database as well.
_stack := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"Subnet": testing.ref("Network::Subnet", "Ref")}}},
	{"foreign": {
		"resources": {
			"Network::Subnet": {
				"address": "Network::Subnet",
				"type": "AWS::EC2::Subnet",
				"properties": {},
				"unknowns": [],
				"foreign": "Network",
			},
			"Network::Db": {
				"address": "Network::Db",
				"type": "AWS::RDS::DBInstance",
				"properties": {"Subnet": testing.ref("Network::Subnet", "Ref")},
				"unknowns": [],
				"foreign": "Network",
			},
		},
		"edges": [{
			"source": "Network::Db",
			"attribute": "Subnet",
			"target": "Network::Subnet",
			"target_attribute": "Ref",
		}],
	}},
)

test_references_lead_into_other_stacks if {
	resources.target(testing.ref("Network::Subnet", "Ref")).type == "AWS::EC2::Subnet" with input as _stack
}

test_edges_of_other_stacks_count if {
	found := resources.referrers("Network::Subnet", "AWS::RDS::DBInstance") with input as _stack
	{resource.address | some resource in found} == {"Db", "Network::Db"}
}

test_types_are_looked_up_everywhere if {
	count(resources.of("AWS::RDS::DBInstance")) == 2 with input as _stack
	count(resources.own("AWS::RDS::DBInstance")) == 1 with input as _stack
}

test_only_the_stack_itself_is_judged if {
	meta := {"id": "X", "types": ["AWS::RDS::DBInstance"]}
	verdicts := verdict.of(meta, resources.of("AWS::RDS::DBInstance"), set()) with input as _stack
	{found.address | some found in verdicts} == {"Db"}
	fails := {{"address": "Network::Db", "attribute": null, "message": "wrong"}}
	others := verdict.of(meta, resources.of("AWS::RDS::DBInstance"), fails) with input as _stack
	{[found.address, found.status] | some found in others} == {["Db", "pass"]}
}
