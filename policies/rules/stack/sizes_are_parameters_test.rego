package stackgrade.rules.stack.sizes_are_parameters_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.sizes_are_parameters

_resources := {
	"Function": {"type": "AWS::Lambda::Function", "properties": {"MemorySize": 512, "Timeout": 30}},
	"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
}

test_fails_when_all_are_fixed if {
	verdicts := testing.verdicts(sizes_are_parameters) with input as testing.reviewed(_resources, {})
	{verdict.message | some verdict in verdicts} == {"no parameter sets any of CidrBlock, MemorySize, Timeout"}
}

test_the_name_of_the_environment_is_no_choice if {
	more := {"parameters": {"DbPassword": {"type": "String"}, "EnvironmentSuffix": {"type": "String"}}}
	testing.statuses(sizes_are_parameters) == {"": "fail"} with input as testing.reviewed(_resources, more)
}

test_passes_with_a_parameter if {
	more := {"parameters": {"MemorySize": {"type": "Number"}}}
	testing.statuses(sizes_are_parameters) == {"": "pass"} with input as testing.reviewed(_resources, more)
}

test_a_small_stack_has_nothing_to_set if {
	testing.statuses(sizes_are_parameters) == {} with input as testing.reviewed({"Function": _resources.Function}, {})
}

test_a_program_has_filled_its_values_in if {
	testing.statuses(sizes_are_parameters) == {} with input as testing.reviewed(_resources, {"format": "cdk"})
}
