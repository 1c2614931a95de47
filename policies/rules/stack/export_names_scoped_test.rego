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

test_passes_when_a_program_writes_the_environment_into_it if {
	every case in [["shop-url-dev", "pass"], ["shop-url", "fail"]] {
		testing.statuses(export_names_scoped) == {"": case[1]} with input as testing.stack(
			{"Orders": {"type": "AWS::SQS::Queue", "properties": {"QueueName": "orders-dev"}}},
			{"format": "cdk", "outputs": {"Url": {"value": "a", "export": case[0]}}},
		)
	}
}

test_leaves_out_what_is_handed_over if {
	testing.statuses(export_names_scoped) == {} with input as testing.stack({}, {"outputs": {
		"ExportsOutputRefVpc8378EB38EEC98DE8": {"value": "a", "export": "Shop:ExportsOutputRefVpc8378EB38EEC98DE8"},
	}})
}
