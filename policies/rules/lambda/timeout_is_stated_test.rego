package stackgrade.rules.lambda.timeout_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.timeout_is_stated

_function(properties) := {"Orders": {"type": "AWS::Lambda::Function", "properties": properties}}

test_fails_without if {
	testing.statuses(timeout_is_stated) == {"Orders": "fail"} with input as testing.stack(_function({}), {})
}

test_passes_with_any if {
	every timeout in [30, testing.unknown("parameter Timeout has no default")] {
		testing.statuses(timeout_is_stated) == {"Orders": "pass"} with input as testing.stack(
			_function({"Timeout": timeout}),
			{},
		)
	}
}
