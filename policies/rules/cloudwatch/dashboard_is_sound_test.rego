package stackgrade.rules.cloudwatch.dashboard_is_sound_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.dashboard_is_sound

_dashboard(more) := testing.stack({"It": object.union({"type": "AWS::CloudWatch::Dashboard"}, more)}, {})

test_fails_for_a_fault_of_its_kind if {
	verdicts := testing.verdicts(dashboard_is_sound) with input as _dashboard({
		"properties": {"DashboardBody": "{}"},
		"faults": [{"kind": "dashboard", "attribute": "DashboardBody", "message": "the body has no `widgets`"}],
	})
	{[verdict.status, verdict.attribute, verdict.message] | some verdict in verdicts} == {[
		"fail",
		"DashboardBody",
		"the body has no `widgets`",
	]}
}

test_passes_without_one if {
	every faults in [[], [{"kind": "property", "attribute": "DashboardBody", "message": "no"}]] {
		testing.statuses(dashboard_is_sound) == {"It": "pass"} with input as _dashboard({
			"properties": {"DashboardBody": `{"widgets": []}`},
			"faults": faults,
		})
	}
}

test_unknown_when_the_body_is if {
	testing.statuses(dashboard_is_sound) == {"It": "unknown"} with input as _dashboard({"properties": {
		"DashboardBody": testing.unknown("parameter Body has no default"),
	}})
}
