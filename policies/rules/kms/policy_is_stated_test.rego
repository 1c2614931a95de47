package stackgrade.rules.kms.policy_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.policy_is_stated

_stack(properties) := testing.reviewed({"Key": {"type": "AWS::KMS::Key", "properties": properties}}, {})

test_fails_without if {
	testing.statuses(policy_is_stated) == {"Key": "fail"} with input as _stack({})
}

test_passes_with_one_even_if_it_is_open if {
	every policy in [{"Statement": []}, testing.unknown("a data source")] {
		testing.statuses(policy_is_stated) == {"Key": "pass"} with input as _stack({"KeyPolicy": policy})
	}
}

test_only_a_reviewer_asks if {
	testing.statuses(policy_is_stated) == {} with input as testing.stack({"Key": {"type": "AWS::KMS::Key"}}, {})
}
