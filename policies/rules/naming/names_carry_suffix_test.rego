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
