package stackgrade.rules.naming.network_has_name_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.network_has_name

_suffix := {"parameters": {"EnvironmentSuffix": {"type": "String", "default": "dev"}, "Stage": {"type": "String"}}}

_vpc(tags, parameters) := {
	"type": "AWS::EC2::VPC",
	"properties": {"Tags": tags},
	"attributes": {"Tags[0].Value": {"parameters": parameters}},
}

_named(name) := [{"Key": "Name", "Value": name}]

test_fails_without_a_name if {
	testing.statuses(network_has_name) == {"Bare": "fail", "Vpc": "fail"} with input as testing.stack(
		{"Bare": {"type": "AWS::EC2::VPC"}, "Vpc": _vpc([{"Key": "Owner", "Value": "shop"}], [])},
		{},
	)
}

test_fails_without_the_suffix if {
	testing.statuses(network_has_name) == {"Vpc": "fail"} with input as testing.stack(
		{"Vpc": _vpc(_named("shop"), [])},
		_suffix,
	)
}

# As a program writes it, where other names say where they belong.
test_fails_without_the_word_that_other_names_have if {
	every verdict in [["shop", "fail"], ["shop-dev", "pass"]] {
		testing.statuses(network_has_name) == {"Vpc": verdict[1]} with input as testing.stack(
			{
				"Orders": {"type": "AWS::SQS::Queue", "properties": {"QueueName": "orders-dev"}},
				"Vpc": _vpc(_named(verdict[0]), []),
			},
			{"format": "cdk"},
		)
	}
}

test_passes_with_a_name if {
	testing.statuses(network_has_name) == {"Vpc": "pass"} with input as testing.stack(
		{"Vpc": _vpc(_named("shop"), [])},
		{},
	)
	every vpc in [
		_vpc(_named("shop-dev"), ["EnvironmentSuffix"]),
		_vpc(_named("shop-${Stage}"), ["Stage"]),
		_vpc(_named("${AWS::StackName}-vpc"), []),
		_vpc(_named(testing.unknown("a parameter")), []),
	] {
		testing.statuses(network_has_name) == {"Vpc": "pass"} with input as testing.stack({"Vpc": vpc}, _suffix)
	}
}

test_unknown_when_the_tags_are if {
	every tags in [testing.unknown("a macro"), [{"Key": testing.unknown("a parameter"), "Value": "x"}]] {
		testing.statuses(network_has_name) == {"Vpc": "unknown"} with input as testing.stack({"Vpc": _vpc(tags, [])}, {})
	}
}
