package stackgrade.rules.codepipeline.github_through_a_connection_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.codepipeline.github_through_a_connection

_stack(provider) := testing.stack(
	{"Pipeline": {
		"type": "AWS::CodePipeline::Pipeline",
		"properties": {"Stages": [{"Actions": [{"ActionTypeId": {"Category": "Source", "Provider": provider}}]}]},
	}},
	{},
)

test_fails_with_a_token if {
	testing.statuses(github_through_a_connection) == {"Pipeline": "fail"} with input as _stack("GitHub")
}

test_passes_with_other_sources if {
	every provider in ["CodeStarSourceConnection", "CodeCommit", "S3"] {
		testing.statuses(github_through_a_connection) == {"Pipeline": "pass"} with input as _stack(provider)
	}
}

test_unknown_when_open if {
	testing.statuses(github_through_a_connection) == {"Pipeline": "unknown"} with input as _stack(testing.unknown("open"))
}
