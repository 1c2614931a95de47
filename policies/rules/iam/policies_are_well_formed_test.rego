package stackgrade.rules.iam.policies_are_well_formed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.policies_are_well_formed

_resource(faults) := testing.stack(
	{"It": {"type": "AWS::IAM::Role", "properties": {"Path": "/"}, "faults": faults}},
	{},
)

test_fails_for_a_fault_of_its_kind if {
	verdicts := testing.verdicts(policies_are_well_formed) with input as _resource([{
		"kind": "policy",
		"attribute": "Path",
		"message": "there is no such thing",
	}])
	{[verdict.status, verdict.attribute, verdict.message] | some verdict in verdicts} == {[
		"fail",
		"Path",
		"there is no such thing",
	]}
}

test_passes_without_one if {
	every faults in [[], [{"kind": "property", "attribute": "Path", "message": "no"}]] {
		testing.statuses(policies_are_well_formed) == {"It": "pass"} with input as _resource(faults)
	}
}
