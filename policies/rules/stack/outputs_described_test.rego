package stackgrade.rules.stack.outputs_described_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.outputs_described

test_fails_once_for_outputs_without_one if {
	verdicts := testing.verdicts(outputs_described) with input as testing.stack({}, {"outputs": {
		"Endpoint": {"value": "a"},
		"Port": {"value": "b", "description": ""},
		"Url": {"value": "c", "description": "Where it is"},
	}})
	{[verdict.attribute, verdict.message] | some verdict in verdicts; verdict.status == "fail"} == {[
		"Outputs.Endpoint.Description",
		"outputs without a description: Endpoint, Port",
	]}
}

test_passes_when_all_are_described if {
	testing.statuses(outputs_described) == {"": "pass"} with input as testing.stack({}, {"outputs": {
		"Endpoint": {"value": "a", "description": "Where it is"},
		"Port": {"value": "b", "description": testing.unknown("a parameter")},
	}})
}

test_leaves_out_stacks_without_outputs if {
	testing.statuses(outputs_described) == {} with input as testing.stack({}, {})
}

# What CDK and CDKTF add for another stack of the same program.
_handed_over := {
	"ExportsOutputRefVpc8378EB38EEC98DE8": {"value": "a", "export": "Shop:ExportsOutputRefVpc8378EB38EEC98DE8"},
	"PublishOutputFnGetAttRolesTask3FF4769CArn8238EF5A": {"value": "b"},
	"cross-stack-output-aws_vpcvpcid": {"value": "c"},
}

test_leaves_out_what_is_handed_over if {
	testing.statuses(outputs_described) == {} with input as testing.stack({}, {"outputs": _handed_over})
	verdicts := testing.verdicts(outputs_described) with input as testing.stack({}, {"outputs": object.union(
		_handed_over,
		{"ExportsOutput": {"value": "d"}},
	)})
	{verdict.attribute | some verdict in verdicts} == {"Outputs.ExportsOutput.Description"}
}
