package stackgrade.rules.codepipeline.artifacts_are_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.codepipeline.artifacts_are_made

_stack(output, made, taken) := testing.stack(
	{"Pipeline": {
		"type": "AWS::CodePipeline::Pipeline",
		"properties": {"Stages": [
			{"Actions": [{"OutputArtifacts": [{"Name": output}]}]},
			{"Actions": [
				{"RunOrder": 1, "OutputArtifacts": [{"Name": made}]},
				{"RunOrder": 2, "InputArtifacts": [{"Name": taken}]},
			]},
		]},
	}},
	{},
)

test_fails_when_nobody_makes_it if {
	testing.statuses(artifacts_are_made) == {"Pipeline": "fail"} with input as _stack("Source", "Built", "Tested")
}

test_fails_when_it_is_made_at_the_same_time if {
	actions := [{"OutputArtifacts": [{"Name": "A"}]}, {"InputArtifacts": [{"Name": "A"}]}]
	testing.statuses(artifacts_are_made) == {"Pipeline": "fail"} with input as testing.stack(
		{"Pipeline": {"type": "AWS::CodePipeline::Pipeline", "properties": {"Stages": [{"Actions": actions}]}}},
		{},
	)
}

test_passes_when_it_is_made_before if {
	testing.statuses(artifacts_are_made) == {"Pipeline": "pass"} with input as _stack("Source", "Built", "Built")
	testing.statuses(artifacts_are_made) == {"Pipeline": "pass"} with input as _stack("Source", "Built", "Source")
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Artifact has no default")
	testing.statuses(artifacts_are_made) == {"Pipeline": "unknown"} with input as _stack("Source", "Built", open)
}
