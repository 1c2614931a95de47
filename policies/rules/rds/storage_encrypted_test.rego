package stackgrade.rules.rds.storage_encrypted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.storage_encrypted

test_fails_when_not_encrypted if {
	testing.statuses(storage_encrypted) == {"Off": "fail", "Absent": "fail"} with input as testing.stack(
		{
			"Off": {"type": "AWS::RDS::DBInstance", "properties": {"StorageEncrypted": false}},
			"Absent": {"type": "AWS::RDS::DBCluster", "properties": {}},
		},
		{},
	)
}

test_passes_when_encrypted if {
	testing.statuses(storage_encrypted) == {"Db": "pass"} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"StorageEncrypted": true}}},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(storage_encrypted) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"StorageEncrypted": testing.unknown("parameter Encrypt has no default")},
		}},
		{},
	)
}

test_leaves_out_what_inherits_its_encryption if {
	testing.statuses(storage_encrypted) == {} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"DBClusterIdentifier": testing.ref("Cluster", "Ref")},
		}},
		{},
	)
}

test_leaves_out_what_is_always_encrypted if {
	testing.statuses(storage_encrypted) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBCluster", "properties": {"EngineMode": "serverless"}}},
		{},
	)
}

test_unknown_when_the_mode_is_open_that_would_encrypt_it if {
	testing.statuses(storage_encrypted) == {"It": "unknown"} with input as testing.stack(
		{"It": {
			"type": "AWS::RDS::DBCluster",
			"properties": {"EngineMode": testing.unknown("parameter Mode has no default")},
		}},
		{},
	)
}

test_aurora_is_encrypted_unless_it_says_otherwise if {
	testing.statuses(storage_encrypted) == {"Silent": "pass", "Off": "fail"} with input as testing.stack(
		{
			"Silent": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-postgresql"}},
			"Off": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"Engine": "aurora-postgresql", "StorageEncrypted": false},
			},
		},
		{},
	)
}

test_a_regulated_database_asks_for_encryption_itself if {
	regulated := object.union(testing.production, {"compliance": ["pci-dss"]})
	testing.statuses(storage_encrypted) == {"Silent": "fail"} with input as testing.stack(
		{"Silent": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-postgresql"}}},
		{"profile": regulated},
	)
}
