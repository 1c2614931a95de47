package stackgrade.rules.rds.master_user_has_a_password_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.master_user_has_a_password

_stack(type, properties) := testing.stack(
	{"Db": {"type": type, "properties": object.union({"Engine": "postgres", "MasterUsername": "owner"}, properties)}},
	{},
)

_types := ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]

test_fails_without_a_password if {
	every type in _types {
		every properties in [{}, {"ManageMasterUserPassword": false}] {
			testing.statuses(master_user_has_a_password) == {"Db": "fail"} with input as _stack(type, properties)
		}
	}
}

test_passes_with_a_password if {
	every properties in [
		{"ManageMasterUserPassword": true},
		{"MasterUserPassword": "{{resolve:secretsmanager:db}}"},
		{"MasterUserPassword": testing.unknown("parameter Password has no default")},
	] {
		testing.statuses(master_user_has_a_password) == {"Db": "pass"} with input as _stack(_types[0], properties)
	}
}

test_unknown_when_open if {
	open := {"ManageMasterUserPassword": testing.unknown("parameter Managed has no default")}
	testing.statuses(master_user_has_a_password) == {"Db": "unknown"} with input as _stack(_types[0], open)
}

test_leaves_out_what_has_a_source if {
	every properties in [
		{"DBSnapshotIdentifier": "last"},
		{"SourceDBInstanceIdentifier": "first"},
		{"DBClusterIdentifier": "cluster"},
		{"UseLatestRestorableTime": true},
	] {
		testing.statuses(master_user_has_a_password) == {} with input as _stack(_types[0], properties)
	}
}
