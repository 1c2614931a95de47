package stackgrade.rules.backup.plan_has_selection_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.backup.plan_has_selection

_plan := {"Plan": {"type": "AWS::Backup::BackupPlan"}}

_selection(plan) := {"Selection": {"type": "AWS::Backup::BackupSelection", "properties": {"BackupPlanId": plan}}}

test_fails_without if {
	testing.statuses(plan_has_selection) == {"Plan": "fail"} with input as testing.stack(_plan, {})
}

test_passes_with if {
	testing.statuses(plan_has_selection) == {"Plan": "pass"} with input as testing.stack(
		object.union(_plan, _selection(testing.ref("Plan", "Ref"))),
		{"outputs": {"Plan": {"value": testing.ref("Plan", "Ref")}}},
	)
}

test_leaves_out_what_others_may_select_for if {
	testing.statuses(plan_has_selection) == {} with input as testing.stack(
		_plan,
		{"outputs": {"Plan": {"value": testing.ref("Plan", "Ref")}}},
	)
}

test_unknown_when_it_is_open_for_which_plan if {
	testing.statuses(plan_has_selection) == {"Plan": "unknown"} with input as testing.stack(
		object.union(_plan, _selection(testing.unknown("parameter Plan has no default"))),
		{},
	)
}
