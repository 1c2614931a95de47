package stackgrade.rules.kms.region_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.kms.region_is_stated

_stack(properties, compliance) := testing.stack(
	{"Key": {"type": "AWS::KMS::Key", "properties": properties}},
	{"profile": object.union(testing.production, {"compliance": compliance})},
)

test_fails_when_nothing_is_said if {
	testing.statuses(region_is_stated) == {"Key": "fail"} with input as _stack({}, ["pci-dss"])
}

test_passes_with_a_decision if {
	every decision in [true, false, testing.unknown("parameter Global has no default")] {
		testing.statuses(region_is_stated) == {"Key": "pass"} with input as _stack({"MultiRegion": decision}, ["pci-dss"])
	}
}

test_leaves_out_stacks_that_no_regime_asks_for_it if {
	testing.statuses(region_is_stated) == {} with input as _stack({}, [])
}
