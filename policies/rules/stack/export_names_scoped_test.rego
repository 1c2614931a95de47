package stackgrade.rules.stack.export_names_scoped_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.export_names_scoped

_stack(export, parameters) := testing.stack({}, {
	"outputs": {"VpcId": {"value": "a", "export": export}, "Port": {"value": "b"}},
	"parameters": {"Environment": {"type": "String"}},
	"attributes": {"Outputs.VpcId.Export": {"parameters": parameters}},
})

test_fails_with_a_fixed_name if {
	every export in ["VPC-ID", "${AWS::Region}-VpcId"] {
		verdicts := testing.verdicts(export_names_scoped) with input as _stack(export, [])
		{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Outputs.VpcId.Export"]}
	}
}

test_passes_with_a_name_of_the_deployment if {
	testing.statuses(export_names_scoped) == {"": "pass"} with input as _stack("${AWS::StackName}-VpcId", [])
	testing.statuses(export_names_scoped) == {"": "pass"} with input as _stack("dev-VpcId", ["Environment"])
	testing.statuses(export_names_scoped) == {"": "pass"} with input as _stack("${Environment}-VpcId", ["Environment"])
	testing.statuses(export_names_scoped) == {"": "pass"} with input as _stack(
		testing.unknown("parameter Environment has no default"),
		["Environment"],
	)
}

test_leaves_out_stacks_without_exports if {
	testing.statuses(export_names_scoped) == {} with input as testing.stack({}, {"outputs": {"Port": {"value": "a"}}})
}
