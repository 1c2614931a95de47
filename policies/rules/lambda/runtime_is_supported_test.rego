package stackgrade.rules.lambda.runtime_is_supported_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.runtime_is_supported

_function(runtime) := {"Function": {"type": "AWS::Lambda::Function", "properties": {"Runtime": runtime}}}

test_fails_when_support_has_ended if {
	verdicts := testing.verdicts(runtime_is_supported) with input as testing.stack(_function("python3.8"), {})
	found := {[verdict.status, verdict.message] | some verdict in verdicts}
	found == {["fail", "support for python3.8 ended on 2024-10-14"]}
}

test_passes_when_it_is_supported if {
	every runtime in ["python3.13", "nodejs22.x", "provided.al2023"] {
		testing.statuses(runtime_is_supported) == {"Function": "pass"} with input as testing.stack(
			_function(runtime),
			{},
		)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(runtime_is_supported) == {"Function": "unknown"} with input as testing.stack(
		_function(testing.unknown("parameter Runtime has no default")),
		{},
	)
}

test_leaves_out_images if {
	testing.statuses(runtime_is_supported) == {} with input as testing.stack(
		{"Function": {"type": "AWS::Lambda::Function", "properties": {"PackageType": "Image"}}},
		{},
	)
}
