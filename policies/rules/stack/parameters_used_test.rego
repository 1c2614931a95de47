package stackgrade.rules.stack.parameters_used_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.parameters_used

_parameters := {"parameters": {
	"Size": {"type": "String", "used": false},
	"Suffix": {"type": "String", "used": true},
}}

test_fails_for_each_that_is_not_used if {
	verdicts := testing.verdicts(parameters_used) with input as testing.stack({}, _parameters)
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Parameters.Size"]}
}

test_passes_when_all_are_used if {
	testing.statuses(parameters_used) == {"": "pass"} with input as testing.stack({}, {"parameters": {
		"Size": {"type": "String"},
		"Suffix": {"type": "String", "used": true},
	}})
}

test_leaves_out_stacks_that_are_not_seen_whole if {
	testing.statuses(parameters_used) == {} with input as testing.stack({}, object.union(
		_parameters,
		{"incomplete": [{"address": "", "reason": "the macro Names may change the template"}]},
	))
}

test_leaves_out_variables_that_stand_alone if {
	alone := object.union(_parameters, {"format": "terraform", "terraform": {"modules": {}, "data": []}})
	testing.statuses(parameters_used) == {} with input as testing.stack({}, alone)
	every more in [{"terraform": {"modules": {"queue": {}}}}, {"terraform": {"data": ["aws_region.here"]}}] {
		testing.statuses(parameters_used) == {"": "fail"} with input as testing.stack({}, object.union(alone, more))
	}
}

test_leaves_out_stacks_without_parameters if {
	testing.statuses(parameters_used) == {} with input as testing.stack({}, {})
}

test_leaves_out_what_cdk_fills_in if {
	hash := "282349d50ef6c5067763109075ad18de22b8b8481448b9d553626fb0e0f8f8b6"
	testing.statuses(parameters_used) == {"": "pass"} with input as testing.stack({}, {"parameters": {
		concat("", ["AssetParameters", hash, "ArtifactHash4F5080E6"]): {"used": false},
	}})
}
