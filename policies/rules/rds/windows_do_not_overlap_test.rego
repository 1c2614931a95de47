package stackgrade.rules.rds.windows_do_not_overlap_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.windows_do_not_overlap

_stack(properties) := testing.stack({"Db": {"type": "AWS::RDS::DBInstance", "properties": properties}}, {})

_windows(backup, maintenance) := _stack({
	"PreferredBackupWindow": backup,
	"PreferredMaintenanceWindow": maintenance,
})

test_fails_where_they_meet if {
	every pair in [
		["03:00-04:00", "sun:03:30-sun:04:30"],
		["03:00-06:00", "sun:04:00-sun:05:00"],
		["04:00-04:30", "Sun:03:00-Sun:06:00"],
		["23:30-00:30", "mon:00:00-mon:01:00"],
		["00:10-00:40", "sun:23:30-mon:00:30"],
		["03:00-04:00", "sat:03:00-sat:04:00"],
	] {
		testing.statuses(windows_do_not_overlap) == {"Db": "fail"} with input as _windows(pair[0], pair[1])
	}
}

test_fails_for_a_window_that_is_too_short if {
	testing.statuses(windows_do_not_overlap) == {"Db": "fail"} with input as _stack({
		"PreferredBackupWindow": "03:00-03:15",
	})
}

test_passes_where_they_do_not if {
	every pair in [
		["03:00-04:00", "sun:04:00-sun:05:00"],
		["05:00-06:00", "sun:04:00-sun:05:00"],
		["23:30-00:30", "mon:00:30-mon:01:30"],
		["12:00-13:00", "sun:23:30-mon:00:30"],
	] {
		testing.statuses(windows_do_not_overlap) == {"Db": "pass"} with input as _windows(pair[0], pair[1])
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(windows_do_not_overlap) == {"Db": "unknown"} with input as _windows(
		"03:00-04:00",
		testing.unknown("parameter X has no default"),
	)
}

test_leaves_out_members_of_clusters if {
	testing.statuses(windows_do_not_overlap) == {} with input as _stack({
		"DBClusterIdentifier": "orders",
		"PreferredMaintenanceWindow": "sun:03:30-sun:04:30",
	})
}
