package stackgrade.rules.stack.no_hardcoded_region_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.no_hardcoded_region

_endpoint(service, parameters) := {
	"type": "AWS::EC2::VPCEndpoint",
	"properties": {"ServiceName": service},
	"attributes": {"ServiceName": {"parameters": parameters}},
}

test_fails_with_a_region_in_an_address if {
	every text in [
		"arn:aws:sns:eu-west-1:${AWS::AccountId}:orders",
		"arn:${AWS::Partition}:logs:us-east-1:*:*",
		"com.amazonaws.ap-northeast-1.s3",
		"https://sqs.eu-central-1.amazonaws.com/orders",
		`{"widgets": [{"properties": {"region": "eu-west-1"}}]}`,
	] {
		testing.statuses(no_hardcoded_region) == {"It": "fail"} with input as testing.stack(
			{"It": _endpoint(text, [])},
			{},
		)
	}
}

test_fails_with_the_region_of_logs if {
	verdicts := testing.verdicts(no_hardcoded_region) with input as testing.stack(
		{"Task": {
			"type": "AWS::ECS::TaskDefinition",
			"properties": {"ContainerDefinitions": [{"LogConfiguration": {"Options": {"awslogs-region": "us-west-2"}}}]},
		}},
		{},
	)
	{[verdict.status, verdict.attribute, verdict.message] | some verdict in verdicts} == {[
		"fail", "ContainerDefinitions[0].LogConfiguration.Options.awslogs-region",
		"the region us-west-2 is fixed",
	]}
}

test_fails_with_the_region_that_a_function_is_told if {
	expected := {"REGION": {"Orders": "fail"}, "REPLICA_REGION": {}}
	every name, statuses in expected {
		testing.statuses(no_hardcoded_region) == statuses with input as testing.stack(
			{"Orders": {"type": "AWS::Lambda::Function", "properties": {"Environment": {"Variables": {name: "us-west-2"}}}}},
			{},
		)
	}
}

test_passes_with_the_region_of_the_stack if {
	every text in [
		"com.amazonaws.${AWS::Region}.s3",
		"arn:aws:sns:${AWS::Region}:${AWS::AccountId}:orders",
		"arn:aws:s3:::orders-eu-west-1/*",
		"lambda.amazonaws.com",
	] {
		testing.statuses(no_hardcoded_region) == {"It": "pass"} with input as testing.stack(
			{"It": _endpoint(text, [])},
			{},
		)
	}
}

test_passes_when_a_parameter_gives_it if {
	testing.statuses(no_hardcoded_region) == {"It": "pass"} with input as testing.stack(
		{"It": _endpoint("com.amazonaws.eu-west-1.s3", ["Region"])},
		{"parameters": {"Region": {"type": "String", "default": "eu-west-1"}}},
	)
}

test_passes_with_the_region_that_the_profile_wants if {
	testing.statuses(no_hardcoded_region) == {"It": "pass"} with input as testing.stack(
		{"It": _endpoint("com.amazonaws.eu-west-1.s3", [])},
		{"profile": object.union(testing.production, {"region": "eu-west-1"})},
	)
}

test_passes_with_what_is_in_one_region_only if {
	every text in [
		"arn:aws:acm:us-east-1:${AWS::AccountId}:certificate/1",
		"arn:aws:cur:us-east-1:${AWS::AccountId}:definition/*",
		"arn:aws:wafv2:us-east-1:${AWS::AccountId}:global/webacl/shop/1",
		`{"metrics": [["AWS/Billing", "EstimatedCharges"]], "region":"us-east-1"}`,
	] {
		testing.statuses(no_hardcoded_region) == {"It": "pass"} with input as testing.stack(
			{"It": _endpoint(text, [])},
			{},
		)
	}
}

test_leaves_out_what_talks_to_nobody if {
	testing.statuses(no_hardcoded_region) == {} with input as testing.stack(
		{
			"Copies": {"type": "AWS::DynamoDB::GlobalTable", "properties": {"Replicas": [{"Region": "eu-west-1"}]}},
			"Site": {
				"type": "AWS::CloudFront::Distribution",
				"properties": {"Origin": "site.s3.eu-west-1.amazonaws.com"},
			},
			"Subnet": {"type": "AWS::EC2::Subnet", "properties": {"AvailabilityZone": "eu-west-1a"}},
			"Topic": {"type": "AWS::SNS::Topic", "properties": {"TopicName": testing.unknown("a parameter")}},
		},
		{},
	)
}

test_leaves_out_what_an_account_or_a_provider_says_as_well if {
	elsewhere := "arn:aws:sns:eu-west-1:111122223333:orders"
	testing.statuses(no_hardcoded_region) == {"It": "pass"} with input as testing.stack(
		{"It": _endpoint(elsewhere, [])},
		{},
	)
	testing.statuses(no_hardcoded_region) == {"It": "pass"} with input as testing.stack(
		{"It": _endpoint("com.amazonaws.eu-west-1.s3", [])},
		{"format": "terraform", "terraform": {"regions": {"aws": "eu-west-1"}}},
	)
}

test_leaves_out_what_cdk_wrote_for_an_environment_that_is_not_told if {
	testing.statuses(no_hardcoded_region) == {} with input as testing.stack(
		{"It": object.union(_endpoint("com.amazonaws.eu-west-1.s3", []), {"construct_path": "Shop/It"})},
		{},
	)
}
