package stackgrade.rules.naming.names_carry_suffix_test

import data.stackgrade.lib.names
import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.names_carry_suffix

_parameters := {"EnvironmentSuffix": {"type": "String", "default": "dev"}, "Project": {"type": "String"}}

_bucket(name, parameters) := {
	"type": "AWS::S3::Bucket",
	"properties": {"BucketName": name},
	"attributes": {"BucketName": {"parameters": parameters}},
}

test_fails_when_the_name_is_the_same_everywhere if {
	testing.statuses(names_carry_suffix) == {
		"Budget": "fail",
		"Fixed": "fail",
		"OfAccount": "fail",
		"OfProject": "fail",
	} with input as testing.stack(
		{
			"Budget": {"type": "AWS::Budgets::Budget", "properties": {"Budget": {"BudgetName": "monthly"}}},
			"Fixed": _bucket("uploads", []),
			"OfAccount": _bucket("uploads-${AWS::AccountId}-${AWS::Region}", []),
			"OfProject": _bucket("uploads-${Project}", ["Project"]),
		},
		{"parameters": _parameters},
	)
}

test_passes_when_the_name_differs if {
	testing.statuses(names_carry_suffix) == {
		"OfSuffix": "pass",
		"OfOpenSuffix": "pass",
		"OfStack": "pass",
		"OfOther": "pass",
		"Same": "pass",
	} with input as testing.stack(
		{
			"OfSuffix": _bucket("uploads-dev", ["EnvironmentSuffix"]),
			"OfOpenSuffix": _bucket("uploads-${EnvironmentSuffix}", ["EnvironmentSuffix"]),
			"OfStack": _bucket("${AWS::StackName}-uploads", []),
			"OfOther": {"type": "AWS::Logs::LogGroup", "properties": {"LogGroupName": "/aws/lambda/${Function}"}},
			"Same": {"type": "AWS::IAM::InstanceProfile", "properties": {"InstanceProfileName": testing.ref("Role", "Ref")}},
		},
		{"parameters": _parameters},
	)
}

test_unknown_when_the_name_is_open if {
	testing.statuses(names_carry_suffix) == {"Bucket": "unknown"} with input as testing.stack(
		{"Bucket": _bucket(testing.unknown("parameter Name has no default"), ["Name"])},
		{"parameters": _parameters},
	)
}

test_leaves_out_what_has_no_name_of_its_own if {
	testing.statuses(names_carry_suffix) == {} with input as testing.stack(
		{
			"Bucket": {"type": "AWS::S3::Bucket", "properties": {}},
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
		},
		{"parameters": _parameters},
	)
}

test_leaves_out_stacks_without_a_suffix if {
	testing.statuses(names_carry_suffix) == {} with input as testing.stack({"Bucket": _bucket("uploads", [])}, {})
}

test_decides_on_every_name_that_there_is if {
	{path | some path in names.properties} == {path | some path in names_carry_suffix.metadata.custom.attributes}
}

_queue(name) := {"type": "AWS::SQS::Queue", "properties": {"QueueName": name}}

# A program fills the suffix in: it is known by the names that have it.
test_names_of_a_program_carry_the_word_that_others_have if {
	every format in ["cdk", "cdktf"] {
		testing.statuses(names_carry_suffix) == {
			"First": "pass",
			"Last": "pass",
			"Middle": "pass",
			"Camel": "pass",
			"MadeUp": "pass",
			"Without": "fail",
			"Within": "fail",
		} with input as testing.stack(
			{
				"First": _queue("dev_shop_orders"),
				"Last": _queue("orders-dev"),
				"Middle": _queue("shop-dev-orders"),
				"Camel": _queue("OrdersDev"),
				"MadeUp": _queue("shopordersqueue8f1c6a0b4d2e"),
				"Without": _queue("orders"),
				"Within": _queue("device-orders"),
			},
			{"format": format},
		)
	}
}

test_names_in_other_stacks_tell_the_word if {
	testing.statuses(names_carry_suffix) == {"Orders": "fail"} with input as testing.stack(
		{"Orders": _queue("orders")},
		{"format": "cdk", "foreign": {"edges": [], "resources": {"Web::Cluster": {
			"address": "Web::Cluster",
			"type": "AWS::ECS::Cluster",
			"properties": {"ClusterName": "dev_shop_services"},
			"unknowns": [],
			"foreign": "Web",
		}}}},
	)
}

# Such a word may say what a queue is for.
test_a_word_with_other_meanings_takes_three_names if {
	two := {"A": _queue("a-test"), "B": _queue("b-test"), "Orders": _queue("orders")}
	testing.statuses(names_carry_suffix) == {} with input as testing.stack(two, {"format": "cdk"})
	testing.statuses(names_carry_suffix) == {
		"A": "pass",
		"B": "pass",
		"C": "pass",
		"Orders": "fail",
	} with input as testing.stack(object.union(two, {"C": _queue("c-test")}), {"format": "cdk"})
}

test_words_of_a_template_tell_nothing if {
	testing.statuses(names_carry_suffix) == {} with input as testing.stack(
		{"A": _queue("orders-dev"), "B": _queue("orders")},
		{},
	)
}
