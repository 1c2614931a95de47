package stackgrade.rules.iam.stream_has_both_ends_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.stream_has_both_ends

_stream := {"type": "AWS::Kinesis::Stream"}

_policy(actions, target) := {"type": "AWS::IAM::Policy", "properties": {"PolicyDocument": {"Statement": [{
	"Effect": "Allow",
	"Action": actions,
	"Resource": target,
}]}}}

test_fails_for_each_end if {
	verdicts := testing.verdicts(stream_has_both_ends) with input as testing.reviewed({"Orders": _stream}, {})
	{[verdict.status, verdict.message] | some verdict in verdicts} == {
		["fail", "no role may write to the stream"],
		["fail", "no role may read from the stream"],
	}
}

test_passes_with_both if {
	every actions in ["kinesis:*", ["kinesis:Put*", "kinesis:Get*"], ["kinesis:PutRecord", "kinesis:SubscribeToShard"]] {
		testing.statuses(stream_has_both_ends) == {"Orders": "pass"} with input as testing.reviewed(
			{"Orders": _stream, "Policy": _policy(actions, [testing.ref("Orders", "Arn")])},
			{},
		)
	}
}

test_tells_streams_apart if {
	verdicts := testing.verdicts(stream_has_both_ends) with input as testing.reviewed(
		{
			"Orders": _stream,
			"Events": _stream,
			"Policy": _policy("kinesis:*", [testing.ref("Orders", "Arn")]),
			"Reader": _policy("kinesis:GetRecords", ["arn:aws:kinesis:*:*:stream/*"]),
		},
		{},
	)
	{[verdict.address, verdict.message] | some verdict in verdicts; verdict.status == "fail"} == {
		["Events", "no role may write to the stream"],
	}
}

test_knows_tables_and_policies_of_aws if {
	testing.statuses(stream_has_both_ends) == {"Orders": "pass"} with input as testing.reviewed(
		{
			"Orders": _stream,
			"Table": {"type": "AWS::DynamoDB::Table", "properties": {
				"KinesisStreamSpecification": {"StreamArn": testing.ref("Orders", "Arn")},
			}},
			"Role": {"type": "AWS::IAM::Role", "properties": {"ManagedPolicyArns": [
				"arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole",
			]}},
		},
		{},
	)
}

test_knows_policies_of_the_stream if {
	testing.statuses(stream_has_both_ends) == {"Orders": "pass"} with input as testing.reviewed(
		{
			"Orders": _stream,
			"Policy": {
				"type": "AWS::Kinesis::ResourcePolicy",
				"properties": {"ResourceArn": testing.ref("Orders", "Arn")},
			},
		},
		{},
	)
}

test_unknown_when_actions_are_open if {
	testing.statuses(stream_has_both_ends) == {"Orders": "unknown"} with input as testing.reviewed(
		{"Orders": _stream, "Policy": _policy([testing.unknown("parameter Action has no default")], "*")},
		{},
	)
}
