package stackgrade.rules.lifecycle.can_be_torn_down_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.can_be_torn_down

test_fails_when_kept if {
	testing.statuses(can_be_torn_down) == {"It": "fail", "Log": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Retain"},
			},
			"Log": {
				"type": "AWS::Logs::LogGroup",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Retain"},
			},
		},
		{"profile": testing.disposable},
	)
}

test_passes_when_deleted if {
	testing.statuses(can_be_torn_down) == {"It": "pass", "Db": "pass"} with input as testing.stack(
		{
			"It": {"type": "AWS::S3::Bucket", "properties": {}, "lifecycle": {}},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Snapshot"},
			},
		},
		{"profile": testing.disposable},
	)
}

test_unknown_when_open if {
	testing.statuses(can_be_torn_down) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
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
		{"profile": testing.disposable},
	)
}

test_leaves_out_keys if {
	testing.statuses(can_be_torn_down) == {} with input as testing.stack(
		{
			"It": {
				"type": "AWS::KMS::Key",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Retain"},
			},
		},
		{"profile": testing.disposable},
	)
}

test_does_not_apply_to_production if {
	testing.statuses(can_be_torn_down) == {} with input as testing.stack(
		{
			"It": {
				"type": "AWS::S3::Bucket",
				"properties": {},
				"lifecycle": {"DeletionPolicy": "Retain"},
			},
		},
		{},
	)
}

test_leaves_out_versions if {
	testing.statuses(can_be_torn_down) == {} with input as testing.stack(
		{"It": {"type": "AWS::Lambda::Version", "properties": {}, "lifecycle": {"DeletionPolicy": "Retain"}}},
		{"profile": testing.disposable},
	)
}
