package stackgrade.rules.rds.copies_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.copies_can_be_made

_stack(properties) := testing.stack(
	{
		"Db": {"type": "AWS::RDS::DBInstance", "properties": properties},
		"Replica": {
			"type": "AWS::RDS::DBInstance",
			"properties": {"SourceDBInstanceIdentifier": testing.ref("Db", "Ref")},
		},
	},
	{},
)

_terraform(properties) := object.union(_stack(properties), {"format": "terraform"})

test_fails_for_replicas_of_what_keeps_no_backups if {
	testing.statuses(copies_can_be_made).Db == "fail" with input as _stack({"BackupRetentionPeriod": 0})
	testing.statuses(copies_can_be_made).Db == "fail" with input as _terraform({})
}

test_fails_for_a_zone_of_several if {
	testing.statuses(copies_can_be_made).Db == "fail" with input as _stack({"MultiAZ": true, "AvailabilityZone": "a"})
}

test_passes_with_backups_and_zones_left_to_rds if {
	every properties in [{}, {"BackupRetentionPeriod": 1}, {"MultiAZ": true}, {"AvailabilityZone": "a"}] {
		testing.statuses(copies_can_be_made) == {"Db": "pass"} with input as _stack(properties)
	}
	testing.statuses(copies_can_be_made).Db == "pass" with input as _terraform({"BackupRetentionPeriod": 7})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(copies_can_be_made).Db == "unknown" with input as _stack({"BackupRetentionPeriod": open})
}
