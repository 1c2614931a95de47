package stackgrade.rules.ecr.lifecycle_policy_is_sound_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecr.lifecycle_policy_is_sound

_stack(text, faults) := testing.stack(
	{"Images": {
		"type": "AWS::ECR::Repository",
		"properties": {"LifecyclePolicy": {"LifecyclePolicyText": text}},
		"faults": faults,
	}},
	{},
)

_fault := {
	"kind": "definition",
	"attribute": "LifecyclePolicy.LifecyclePolicyText",
	"message": "rule 1: `countNumber` is missing",
}

test_fails_for_each_fault if {
	verdicts := testing.verdicts(lifecycle_policy_is_sound) with input as _stack("{...}", [_fault])
	{[verdict.status, verdict.message] | some verdict in verdicts} == {["fail", _fault.message]}
}

test_passes_without if {
	testing.statuses(lifecycle_policy_is_sound) == {"Images": "pass"} with input as _stack("{...}", [])
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Policy has no default")
	testing.statuses(lifecycle_policy_is_sound) == {"Images": "unknown"} with input as _stack(open, [])
}

test_leaves_out_repositories_without_a_policy if {
	testing.statuses(lifecycle_policy_is_sound) == {} with input as testing.stack(
		{"Images": {"type": "AWS::ECR::Repository"}},
		{},
	)
}
