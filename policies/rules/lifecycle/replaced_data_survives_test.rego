package stackgrade.rules.lifecycle.replaced_data_survives_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.replaced_data_survives

test_fails_when_deleted if {
	testing.statuses(replaced_data_survives) == {"It": "fail", "Db": "fail"} with input as testing.stack(
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

test_passes_when_kept if {
	testing.statuses(replaced_data_survives) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::DynamoDB::Table",
				"properties": {},
				"lifecycle": {"UpdateReplacePolicy": "Retain"},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(replaced_data_survives) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::DynamoDB::Table",
				"lifecycle": {
					"UpdateReplacePolicy": testing.unknown("parameter X has no default"),
				},
				"unknowns": [
					{
						"attribute": "UpdateReplacePolicy",
						"pattern": "UpdateReplacePolicy",
						"reason": "open",
					},
				],
			},
		},
		{},
	)
}

test_leaves_out_disposable_stacks if {
	testing.statuses(replaced_data_survives) == {} with input as testing.stack(
		{"It": {"type": "AWS::DynamoDB::Table", "properties": {}, "lifecycle": {}}},
		{"profile": testing.disposable},
	)
}

test_leaves_out_replicas if {
	testing.statuses(replaced_data_survives) == {"Db": "fail"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {}, "lifecycle": {}},
			"Replica": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"SourceDBInstanceIdentifier": testing.ref("Db", "Ref")},
				"lifecycle": {},
			},
		},
		{},
	)
}

test_leaves_out_buckets_which_are_deleted_only_when_empty if {
	testing.statuses(replaced_data_survives) == {} with input as testing.stack(
		{"Uploads": {"type": "AWS::S3::Bucket", "properties": {}, "lifecycle": {}}},
		{},
	)
}

test_passes_when_the_service_refuses_to_delete if {
	testing.statuses(replaced_data_survives) == {"It": "pass"} with input as testing.stack(
		{"It": {
			"type": "AWS::DynamoDB::Table",
			"properties": {"DeletionProtectionEnabled": true},
			"lifecycle": {},
		}},
		{},
	)
}

test_leaves_out_what_cloudformation_never_replaces if {
	every type in ["AWS::Cognito::UserPool", "AWS::EC2::Volume", "AWS::KMS::Key"] {
		testing.statuses(replaced_data_survives) == {} with input as testing.stack(
			{"It": {"type": type, "properties": {}, "lifecycle": {}}},
			{},
		)
	}
}
