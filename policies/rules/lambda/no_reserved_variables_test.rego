package stackgrade.rules.lambda.no_reserved_variables_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.no_reserved_variables

_function(variables) := {"Function": {
	"type": "AWS::Lambda::Function",
	"properties": {"Environment": {"Variables": variables}},
}}

test_fails_with_one if {
	verdicts := testing.verdicts(no_reserved_variables) with input as testing.stack(
		_function({"AWS_REGION": testing.unknown("parameter Region has no default"), "TABLE": "orders"}),
		{},
	)
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Environment.Variables.AWS_REGION"]}
}

test_passes_without if {
	testing.statuses(no_reserved_variables) == {"Function": "pass"} with input as testing.stack(
		_function({"AWS_NODEJS_CONNECTION_REUSE_ENABLED": "1", "TZ": "UTC"}),
		{},
	)
}

test_leaves_out_functions_without_variables if {
	testing.statuses(no_reserved_variables) == {} with input as testing.stack(_function({}), {})
}
