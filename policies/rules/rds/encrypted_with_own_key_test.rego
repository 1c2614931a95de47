package stackgrade.rules.rds.encrypted_with_own_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.encrypted_with_own_key

_regulated := {"profile": object.union(testing.production, {"compliance": ["pci-dss"]})}

_resources(properties) := {"It": {"type": "AWS::RDS::DBInstance", "properties": properties}}

test_fails_without_a_key if {
	testing.statuses(encrypted_with_own_key) == {"It": "fail"} with input as testing.stack(_resources({}), _regulated)
}

test_fails_with_a_key_of_aws if {
	testing.statuses(encrypted_with_own_key) == {"It": "fail"} with input as testing.stack(
		_resources({"KmsKeyId": "alias/aws/rds"}),
		_regulated,
	)
}

test_passes_with_a_key if {
	testing.statuses(encrypted_with_own_key) == {"It": "pass"} with input as testing.stack(
		_resources({"KmsKeyId": testing.ref("Key", "Arn")}),
		_regulated,
	)
	testing.statuses(encrypted_with_own_key) == {"It": "pass"} with input as testing.stack(
		_resources({"KmsKeyId": testing.unknown("parameter Key has no default")}),
		_regulated,
	)
}

test_leaves_out_what_inherits_its_key if {
	testing.statuses(encrypted_with_own_key) == {} with input as testing.stack(
		_resources({"DBClusterIdentifier": testing.ref("Cluster", "Ref")}),
		_regulated,
	)
	testing.statuses(encrypted_with_own_key) == {} with input as testing.stack(
		_resources({"SourceDBInstanceIdentifier": "primary"}),
		_regulated,
	)
	testing.statuses(encrypted_with_own_key) == {} with input as testing.stack(
		_resources({"DBSnapshotIdentifier": "before"}),
		_regulated,
	)
}

test_applies_to_regulated_stacks_only if {
	testing.statuses(encrypted_with_own_key) == {} with input as testing.stack(
		{"It": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{},
	)
}
