package stackgrade.rules.lifecycle.data_survives_deletion_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.data_survives_deletion

test_fails_when_deleted if {
	testing.statuses(data_survives_deletion) == {"It": "fail", "Db": "fail"} with input as testing.stack(
		{
			"It": {"type": "AWS::DynamoDB::Table", "properties": {}, "lifecycle": {}},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Delete"},
			},
		},
		{},
	)
}

test_passes_when_kept if {
	testing.statuses(data_survives_deletion) == {"It": "pass", "Db": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::DynamoDB::Table",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Retain"},
			},
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": {}},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(data_survives_deletion) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::DynamoDB::Table",
				"lifecycle": {"DeletionPolicy": testing.unknown("parameter X has no default")},
				"unknowns": [
					{
						"attribute": "DeletionPolicy",
						"pattern": "DeletionPolicy",
						"reason": "open",
					},
				],
			},
		},
		{},
	)
}

test_leaves_out_members_and_disposable_stacks if {
	testing.statuses(data_survives_deletion) == {} with input as testing.stack(
		{"It": {"type": "AWS::DynamoDB::Table", "properties": {}, "lifecycle": {}}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_replicas if {
	testing.statuses(data_survives_deletion) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": {"DeletionPolicy": "Delete"}},
			"Replica": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"SourceDBInstanceIdentifier": testing.ref("Db", "Ref")},
				"lifecycle": {"DeletionPolicy": "Delete"},
			},
		},
		{},
	)
}

_bucket := {"type": "AWS::S3::Bucket", "properties": {}, "lifecycle": {"DeletionPolicy": "Delete"}}

test_leaves_out_buckets_which_are_deleted_only_when_empty if {
	testing.statuses(data_survives_deletion) == {} with input as testing.stack({"Uploads": _bucket}, {})
}

test_fails_for_a_bucket_that_is_emptied_first if {
	every type in ["AWS::CloudFormation::CustomResource", "Custom::S3AutoDeleteObjects"] {
		testing.statuses(data_survives_deletion) == {"Uploads": "fail"} with input as testing.stack(
			{"Uploads": _bucket, "Emptier": {"type": type, "properties": {"BucketName": testing.ref("Uploads", "Ref")}}},
			{},
		)
	}
}

test_passes_when_the_service_refuses_to_delete if {
	every protected in [
		{"type": "AWS::DynamoDB::Table", "properties": {"DeletionProtectionEnabled": true}},
		{"type": "AWS::DynamoDB::GlobalTable", "properties": {"Replicas": [{"DeletionProtectionEnabled": true}]}},
		{"type": "AWS::Cognito::UserPool", "properties": {"DeletionProtection": "ACTIVE"}},
	] {
		testing.statuses(data_survives_deletion) == {"It": "pass"} with input as testing.stack(
			{"It": object.union(protected, {"lifecycle": {}})},
			{},
		)
	}
}

test_fails_when_protected_and_deleted_by_word if {
	testing.statuses(data_survives_deletion) == {"It": "fail"} with input as testing.stack(
		{"It": {
			"type": "AWS::DynamoDB::Table",
			"properties": {"DeletionProtectionEnabled": true},
			"lifecycle": {"DeletionPolicy": "Delete"},
		}},
		{},
	)
}
