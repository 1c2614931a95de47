package stackgrade.rules.stack.depends_on_is_needed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.depends_on_is_needed

_stack(properties, more) := testing.stack(
	{
		"Table": {"type": "AWS::DynamoDB::Table"},
		"Function": {"type": "AWS::Lambda::Function", "properties": properties, "depends_on": ["Table"]},
	},
	more,
)

test_fails_when_a_reference_says_it if {
	testing.statuses(depends_on_is_needed) == {"Function": "fail"} with input as _stack(
		{"Description": testing.ref("Table", "Arn")},
		{},
	)
}

test_passes_when_nothing_else_does if {
	testing.statuses(depends_on_is_needed) == {"Function": "pass"} with input as _stack({}, {})
}

test_leaves_out_what_a_program_writes if {
	testing.statuses(depends_on_is_needed) == {} with input as _stack({}, {"format": "cdk"})
}

test_leaves_out_what_cdk_wrote_and_somebody_took_along if {
	testing.statuses(depends_on_is_needed) == {} with input as testing.stack(
		{
			"RoleAD3DB6C1": {"type": "AWS::IAM::Role"},
			"FunctionF19B1A04": {
				"type": "AWS::Lambda::Function",
				"properties": {"Role": testing.ref("RoleAD3DB6C1", "Arn")},
				"depends_on": ["RoleAD3DB6C1"],
			},
		},
		{},
	)
}
