package stackgrade.rules.iam.aws_policies_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.aws_policies_exist

_resource(faults) := testing.stack(
	{"It": {"type": "AWS::IAM::Role", "properties": {"Path": "/"}, "faults": faults}},
	{},
)

test_fails_for_a_fault_of_its_kind if {
	verdicts := testing.verdicts(aws_policies_exist) with input as _resource([{
		"kind": "aws_policy",
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
		testing.statuses(aws_policies_exist) == {"It": "pass"} with input as _resource(faults)
	}
}
