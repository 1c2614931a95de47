package stackgrade.rules.efs.modes_are_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.modes_are_stated

_files(properties) := {"Files": {"type": "AWS::EFS::FileSystem", "properties": properties}}

_found(verdicts) := {[verdict.status, object.get(verdict, "attribute", "")] | some verdict in verdicts}

test_fails_for_each_mode_that_is_not_stated if {
	_found(testing.verdicts(modes_are_stated)) == {
		["fail", "PerformanceMode"],
		["fail", "ThroughputMode"],
	} with input as testing.stack(_files({}), {})
	_found(testing.verdicts(modes_are_stated)) == {["fail", "ThroughputMode"]} with input as testing.stack(
		_files({"PerformanceMode": "generalPurpose"}),
		{},
	)
}

test_passes_with_both if {
	_found(testing.verdicts(modes_are_stated)) == {["pass", ""]} with input as testing.stack(
		_files({"PerformanceMode": "generalPurpose", "ThroughputMode": testing.unknown("a parameter")}),
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(modes_are_stated) == {} with input as testing.stack(_files({}), {"profile": testing.disposable})
}
