package stackgrade.rules.stack.nothing_left_to_fill_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.nothing_left_to_fill_in

_host(properties) := testing.stack({"Host": {"type": "AWS::EC2::Instance", "properties": properties}}, {})

_defaults(text) := testing.stack({}, {"parameters": {"Place": {"type": "String", "default": text}}})

test_fails_with_what_was_to_be_filled_in if {
	every text in [
		"REPLACE_ME_WITH_SUBNET_ID", "change-me", "https://your-domain.com", "<ACCOUNT_ID>", "XXXXXXXX", "subnet-12345678",
		"ami-0abcdef1234567890", "vpc-00000000", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop",
	] {
		testing.statuses(nothing_left_to_fill_in) == {"Host": "fail"} with input as _host({"SubnetId": text})
		testing.statuses(nothing_left_to_fill_in) == {"": "fail"} with input as _defaults(text)
	}
}

_choosing(images) := testing.stack(
	{"Host": {
		"type": "AWS::EC2::Instance",
		"properties": {"ImageId": testing.unknown("the region decides")},
		"unknowns": [{
			"attribute": "ImageId",
			"pattern": "ImageId",
			"reason": "the region decides",
			"kind": "pseudo",
			"candidates": images,
		}],
	}},
	{},
)

test_fails_with_an_example_among_what_a_mapping_has if {
	testing.statuses(nothing_left_to_fill_in) == {"Host": "fail"} with input as _choosing([
		"ami-0c02fb55956c7d316",
		"ami-0123456789abcdef0",
	])
	testing.statuses(nothing_left_to_fill_in) == {"Host": "pass"} with input as _choosing([
		"ami-0c02fb55956c7d316",
		"ami-0352d5a37fb4f603f",
	])
	testing.statuses(nothing_left_to_fill_in) == {} with input as _choosing(["small", 2])
}

test_passes_with_real_ones if {
	every text in ["subnet-0b27d1f0c9a3e4f56", "594812743051"] {
		testing.statuses(nothing_left_to_fill_in) == {"Host": "pass"} with input as _host({"SubnetId": text})
	}
}

test_leaves_out_what_only_looks_like_it if {
	every text in ["sqs:ChangeMessageVisibility", "bring-your-own-license", "a<b", "flexxx"] {
		testing.statuses(nothing_left_to_fill_in) == {} with input as _host({"SubnetId": text})
	}
	testing.statuses(nothing_left_to_fill_in) == {} with input as _host({"Description": "for your-domain.com"})
	testing.statuses(nothing_left_to_fill_in) == {} with input as _host({"UserData": "echo <your-name>\n"})
}

# A fixed account in an ARN is a finding of another rule.
test_fails_for_an_arn_only_as_a_default if {
	arn := "arn:aws:iam::123456789012:role/deploy"
	testing.statuses(nothing_left_to_fill_in) == {"Host": "pass"} with input as _host({"Role": arn})
	testing.statuses(nothing_left_to_fill_in) == {"": "fail"} with input as _defaults(arn)
}

# The default is where it stands.
test_reports_what_a_parameter_gives_once if {
	testing.statuses(nothing_left_to_fill_in) == {"": "fail", "Host": "pass"} with input as testing.stack(
		{"Host": {
			"type": "AWS::EC2::Instance",
			"properties": {"SubnetId": "subnet-12345678"},
			"attributes": {"SubnetId": {"state": "written", "parameters": ["Place"]}},
		}},
		{"parameters": {"Place": {"type": "String", "default": "subnet-12345678"}}},
	)
}

test_passes_with_a_resource_that_is_called_so if {
	testing.statuses(nothing_left_to_fill_in) == {"It": "pass"} with input as testing.stack(
		{"It": {
			"type": "AWS::IAM::Role",
			"properties": {"ManagedPolicyArns": ["${aws_iam_policy.manage_your_account.arn}"]},
		}},
		{},
	)
}

test_leaves_out_what_cdk_counts if {
	testing.statuses(nothing_left_to_fill_in) == {} with input as testing.stack(
		{"CDKMetadata": {"type": "AWS::CDK::Metadata", "properties": {"Analytics": "vX:XXXXXX:XXXXXX"}}},
		{},
	)
}

test_leaves_a_parameter_that_nothing_uses_to_the_rule_on_these if {
	unused := {"Place": {"type": "String", "default": "your-bucket", "used": false}}
	testing.statuses(nothing_left_to_fill_in) == {} with input as testing.stack({}, {"parameters": unused})
	testing.statuses(nothing_left_to_fill_in) == {"": "fail"} with input as testing.stack({}, {
		"incomplete": [{"address": "", "reason": "a module is not installed"}],
		"parameters": unused,
	})
}

test_leaves_code_to_the_rules_on_code if {
	testing.statuses(nothing_left_to_fill_in) == {} with input as testing.stack(
		{"Orders": {"type": "AWS::Lambda::Function", "properties": {"Code": {"ZipFile": "<CODE_OF_ORDERS>"}}}},
		{},
	)
}
