package stackgrade.rules.stack.no_hardcoded_account_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.no_hardcoded_account

_role(arn, parameters) := {
	"type": "AWS::IAM::Role",
	"properties": {"Policies": [{"PolicyDocument": {"Statement": [{"Resource": arn}]}}]},
	"attributes": {"Policies[0].PolicyDocument.Statement[0].Resource": {"parameters": parameters}},
}

test_fails_with_an_account_in_an_arn if {
	every arn in [
		"arn:aws:sqs:eu-west-1:111122223333:orders",
		"arn:${AWS::Partition}:sqs:${AWS::Region}:111122223333:orders",
		"arn:aws:iam::111122223333:role/deploy",
		"arn:aws-us-gov:logs:*:111122223333:*",
	] {
		verdicts := testing.verdicts(no_hardcoded_account) with input as testing.stack({"Role": _role(arn, [])}, {})
		{[verdict.status, verdict.attribute, verdict.message] | some verdict in verdicts} == {[
			"fail", "Policies[0].PolicyDocument.Statement[0].Resource",
			"the account 111122223333 is fixed",
		]}
	}
}

test_fails_beside_a_parameter if {
	testing.statuses(no_hardcoded_account) == {"Role": "fail"} with input as testing.stack(
		{"Role": _role("arn:aws:sqs:eu-west-1:111122223333:orders-dev", ["Suffix"])},
		{"parameters": {"Suffix": {"type": "String", "default": "dev"}}},
	)
}

test_passes_with_an_account_that_is_not_fixed if {
	every arn in [
		"arn:aws:sqs:eu-west-1:${AWS::AccountId}:orders",
		"arn:aws:s3:::orders-111122223333/*",
		"arn:aws:iam::aws:policy/ReadOnlyAccess",
	] {
		testing.statuses(no_hardcoded_account) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role(arn, [])},
			{},
		)
	}
}

test_passes_when_a_parameter_or_mapping_gives_it if {
	arn := "arn:aws:iam::111122223333:root"
	testing.statuses(no_hardcoded_account) == {"Role": "pass"} with input as testing.stack(
		{"Role": _role(arn, ["Partner"])},
		{"parameters": {"Partner": {"type": "String", "default": "111122223333"}}},
	)
	testing.statuses(no_hardcoded_account) == {"Role": "pass"} with input as testing.stack(
		{"Role": _role(arn, ["Stage"])},
		{"parameters": {"Stage": {"type": "String", "default": "dev"}}, "metadata": {"mappings": ["Accounts"]}},
	)
}

test_passes_with_accounts_that_everybody_uses if {
	every arn in [
		"arn:aws:iam::127311923021:root",
		"arn:aws:lambda:eu-west-1:464622532012:layer:Extension:65",
		"arn:aws:serverlessrepo:us-east-1:297356227824:applications/Rotation",
	] {
		testing.statuses(no_hardcoded_account) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role(arn, [])},
			{},
		)
	}
}

test_leaves_out_what_has_no_arn if {
	testing.statuses(no_hardcoded_account) == {} with input as testing.stack(
		{"Role": _role(testing.ref("Queue", "Arn"), [])},
		{},
	)
}

test_another_account_is_let_in_by_its_number if {
	arn := "arn:aws:iam::111122223333:root"
	policy := {"Statement": [{"Principal": {"AWS": arn}}]}
	testing.statuses(no_hardcoded_account) == {"Key": "fail", "Repository": "pass"} with input as testing.stack(
		{
			"Key": {"type": "AWS::KMS::Key", "properties": {"KeyPolicy": policy}},
			"Repository": {"type": "AWS::ECR::Repository", "properties": {"RepositoryPolicyText": policy}},
		},
		{},
	)
}

test_passes_with_a_destination_of_logs if {
	testing.statuses(no_hardcoded_account) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::Logs::SubscriptionFilter", "properties": {
			"DestinationArn": "arn:aws:logs:eu-west-2:885513274347:destination:central",
		}}},
		{},
	)
}

test_leaves_out_an_account_that_the_configuration_calls_by_a_name if {
	testing.statuses(no_hardcoded_account) == {"Role": "pass"} with input as testing.stack(
		{"Role": _role("arn:aws:sqs:eu-west-1:111122223333:orders", [])},
		{"format": "terraform", "terraform": {"accounts": ["111122223333"]}},
	)
}
