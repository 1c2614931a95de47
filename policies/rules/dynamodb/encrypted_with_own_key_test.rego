package stackgrade.rules.dynamodb.encrypted_with_own_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.dynamodb.encrypted_with_own_key

_table(properties) := testing.stack(
	{"Orders": {"type": "AWS::DynamoDB::Table", "properties": properties}},
	{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
)

_encrypted(enabled, key) := _table({"SSESpecification": {"SSEEnabled": enabled, "KMSMasterKeyId": key}})

test_fails_without_a_key_of_its_own if {
	every stack in [
		_table({}),
		_table({"SSESpecification": {"SSEEnabled": true}}),
		_encrypted(false, testing.ref("Key", "Arn")),
		_encrypted(true, "alias/aws/dynamodb"),
	] {
		testing.statuses(encrypted_with_own_key) == {"Orders": "fail"} with input as stack
	}
}

test_passes_with_one if {
	every key in [testing.ref("Key", "Arn"), testing.unknown("parameter Key has no default")] {
		testing.statuses(encrypted_with_own_key) == {"Orders": "pass"} with input as _encrypted(true, key)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(encrypted_with_own_key) == {"Orders": "unknown"} with input as _encrypted(
		testing.unknown("parameter Encrypt has no default"),
		testing.ref("Key", "Arn"),
	)
}

test_does_not_apply_elsewhere if {
	testing.statuses(encrypted_with_own_key) == {} with input as object.union(
		_table({}),
		{"profile": testing.production},
	)
}
