package stackgrade.rules.backup.lifecycles_are_possible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.backup.lifecycles_are_possible

_stack(rule) := testing.stack(
	{"Plan": {"type": "AWS::Backup::BackupPlan", "properties": {"BackupPlan": {"BackupPlanRule": [rule]}}}},
	{},
)

_days(cold, deleted) := {"MoveToColdStorageAfterDays": cold, "DeleteAfterDays": deleted}

test_fails_when_deleted_too_early if {
	testing.statuses(lifecycles_are_possible) == {"Plan": "fail"} with input as _stack({"Lifecycle": _days(30, 119)})
	testing.statuses(lifecycles_are_possible) == {"Plan": "fail"} with input as _stack({"Lifecycle": _days("30", "35")})
	{verdict.attribute | some verdict in testing.verdicts(lifecycles_are_possible)} == {concat("", [
		"BackupPlan.BackupPlanRule[0].CopyActions[0]",
		".Lifecycle.DeleteAfterDays",
	])} with input as _stack({"CopyActions": [{"Lifecycle": _days(30, 60)}]})
}

test_passes_when_kept_long_enough if {
	every lifecycle in [
		_days(30, 120),
		{"DeleteAfterDays": 7},
		{"MoveToColdStorageAfterDays": 30},
		_days(0, 30),
		_days(30, 0),
	] {
		testing.statuses(lifecycles_are_possible) == {"Plan": "pass"} with input as _stack({"Lifecycle": lifecycle})
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(lifecycles_are_possible) == {"Plan": "unknown"} with input as _stack({
		"Lifecycle": _days(30, testing.unknown("parameter X has no default")),
	})
}
