package stackgrade.rules.codepipeline.something_starts_it_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.codepipeline.something_starts_it

_action(provider, configuration) := {
	"ActionTypeId": {"Category": "Source", "Provider": provider},
	"Configuration": configuration,
}

_pipeline(actions) := {
	"type": "AWS::CodePipeline::Pipeline",
	"properties": {"Name": "shop", "Stages": [{"Actions": actions}]},
}

_stack(actions, others) := testing.stack(object.union({"Pipeline": _pipeline(actions)}, others), {})

_silent := _action("CodeCommit", {"PollForSourceChanges": false})

_rule(targets) := {"Rule": {"type": "AWS::Events::Rule", "properties": targets}}

test_fails_when_nothing_starts_it if {
	every off in [false, "false"] {
		action := _action("S3", {"PollForSourceChanges": off})
		testing.statuses(something_starts_it) == {"Pipeline": "fail"} with input as _stack([action], {})
	}
}

test_fails_when_a_rule_only_tells_of_it if {
	watching := _rule({
		"EventPattern": {"detail": {"pipeline": [testing.ref("Pipeline", "Ref")]}},
		"Targets": [{"Arn": testing.ref("Topic", "Ref")}],
	})
	testing.statuses(something_starts_it) == {"Pipeline": "fail"} with input as _stack([_silent], watching)
}

test_passes_when_an_event_starts_it if {
	every arn in [testing.ref("Pipeline", "Arn"), "arn:aws:codepipeline:eu-west-1:594812743051:shop"] {
		starting := _rule({"Targets": [{"Arn": arn}]})
		testing.statuses(something_starts_it) == {"Pipeline": "pass"} with input as _stack([_silent], starting)
	}
}

test_passes_when_somebody_may_start_it if {
	role := {"Role": {"type": "AWS::IAM::Role", "properties": {"Policies": ["codepipeline:StartPipelineExecution"]}}}
	testing.statuses(something_starts_it) == {"Pipeline": "pass"} with input as _stack([_silent], role)
}

test_unknown_when_open if {
	action := _action("CodeCommit", {"PollForSourceChanges": testing.unknown("open")})
	not testing.statuses(something_starts_it).Pipeline == "fail" with input as _stack([action], {})
	testing.statuses(something_starts_it) == {"Pipeline": "unknown"} with input as _stack(
		[_silent],
		_rule({"Targets": [{"Arn": testing.unknown("open")}]}),
	)
}

test_leaves_out_what_polls_or_is_connected if {
	every action in [_action("CodeCommit", {}), _action("CodeStarSourceConnection", {}), _action("ECR", {})] {
		testing.statuses(something_starts_it) == {} with input as _stack([_silent, action], {})
	}
}

test_tells_where_the_source_is if {
	every provider, case in {"CodeCommit": "repository", "S3": "bucket"} {
		action := _action(provider, {"PollForSourceChanges": false})
		found := testing.verdicts(something_starts_it) with input as _stack([action], {})
		{verdict.case | some verdict in found} == {case}
	}
}
