package stackgrade.rules.stack.no_account_singleton_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.no_account_singleton

_stack(detector) := testing.stack({"Detector": detector}, {"profile": testing.disposable})

test_fails_for_each_type if {
	every type in no_account_singleton.metadata.custom.types {
		testing.statuses(no_account_singleton) == {"Detector": "fail"} with input as _stack({"type": type})
	}
}

test_passes_behind_a_condition if {
	testing.statuses(no_account_singleton) == {"Detector": "pass"} with input as _stack({
		"type": "AWS::GuardDuty::Detector",
		"conditions": ["WantsDetector"],
	})
	testing.statuses(no_account_singleton) == {"Detector": "pass"} with input as _stack({
		"type": "AWS::GuardDuty::Detector",
		"raw": {"Condition": "WantsDetector"},
	})
}

# Its settings are overwritten, which fails nothing, and an API that writes logs needs them.
test_leaves_out_settings_of_api_gateway if {
	testing.statuses(no_account_singleton) == {} with input as _stack({"type": "AWS::ApiGateway::Account"})
}

test_leaves_out_stacks_that_stay if {
	testing.statuses(no_account_singleton) == {} with input as testing.stack(
		{"Detector": {"type": "AWS::GuardDuty::Detector"}},
		{},
	)
}
