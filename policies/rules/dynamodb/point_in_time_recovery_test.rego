package stackgrade.rules.dynamodb.point_in_time_recovery_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.dynamodb.point_in_time_recovery

_table(properties) := testing.stack({"Orders": {"type": "AWS::DynamoDB::Table", "properties": properties}}, {})

_recovery(enabled) := _table({"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": enabled}})

test_fails_when_it_is_off_or_not_there if {
	every stack in [_table({}), _recovery(false)] {
		testing.statuses(point_in_time_recovery) == {"Orders": "fail"} with input as stack
	}
}

test_passes_when_it_is_on if {
	testing.statuses(point_in_time_recovery) == {"Orders": "pass"} with input as _recovery(true)
}

test_asks_for_it_in_each_replica if {
	recovered := {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true}}
	every replica, status in {recovered: "pass", {"Region": "eu-west-1"}: "fail"} {
		testing.statuses(point_in_time_recovery) == {"Orders": status} with input as testing.stack(
			{"Orders": {"type": "AWS::DynamoDB::GlobalTable", "properties": {"Replicas": [recovered, replica]}}},
			{},
		)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Recovery has no default")
	testing.statuses(point_in_time_recovery) == {"Orders": "unknown"} with input as _recovery(open)
}

test_does_not_apply_to_a_test if {
	testing.statuses(point_in_time_recovery) == {} with input as object.union(
		_table({}),
		{"profile": testing.disposable},
	)
}

test_leaves_out_locks if {
	key := {"AttributeName": "LockID", "KeyType": "HASH"}
	locks := {"type": "AWS::DynamoDB::Table", "properties": {"KeySchema": [key]}}
	testing.statuses(point_in_time_recovery) == {} with input as testing.stack({"Locks": locks}, {})
}
