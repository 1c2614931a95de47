package stackgrade.rules.rds.backup_retention_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.backup_retention

test_fails_below_a_week if {
	testing.statuses(backup_retention) == {
		"Short": "fail",
		"Absent": "fail",
		"Cluster": "fail",
	} with input as testing.stack(
		{
			"Short": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 6}},
			"Absent": {"type": "AWS::RDS::DBInstance", "properties": {}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"Engine": "aurora-mysql"}},
		},
		{},
	)
}

test_passes_from_a_week_on if {
	testing.statuses(backup_retention) == {"Db": "pass", "Cluster": "pass"} with input as testing.stack(
		{
			"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 7}},
			"Cluster": {"type": "AWS::RDS::DBCluster", "properties": {"BackupRetentionPeriod": 35}},
		},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(backup_retention) == {"Db": "unknown"} with input as testing.stack(
		{"Db": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"BackupRetentionPeriod": testing.unknown("parameter Days has no default")},
		}},
		{},
	)
}

test_judges_what_was_restored_to_a_point_in_time if {
	testing.statuses(backup_retention) == {"Db": "fail", "Cluster": "fail"} with input as testing.stack(
		{
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"SourceDBInstanceIdentifier": "main", "UseLatestRestorableTime": true},
			},
			"Cluster": {
				"type": "AWS::RDS::DBCluster",
				"properties": {"SourceDBClusterIdentifier": "main", "RestoreToTime": "2030-01-02T03:04:05Z"},
			},
		},
		{},
	)
}

test_leaves_zero_to_another_rule if {
	testing.statuses(backup_retention) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"BackupRetentionPeriod": 0}}},
		{},
	)
}

test_leaves_out_members_and_replicas if {
	testing.statuses(backup_retention) == {} with input as testing.stack(
		{
			"Member": {"type": "AWS::RDS::DBInstance", "properties": {"DBClusterIdentifier": "shop"}},
			"Replica": {"type": "AWS::RDS::DBInstance", "properties": {"SourceDBInstanceIdentifier": "main"}},
			"Follower": {"type": "AWS::RDS::DBCluster", "properties": {"ReplicationSourceIdentifier": "main"}},
		},
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(backup_retention) == {} with input as testing.stack(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {}}},
		{"profile": testing.disposable},
	)
}
