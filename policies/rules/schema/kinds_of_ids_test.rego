package stackgrade.rules.schema.kinds_of_ids_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.schema.kinds_of_ids

_stack(subnet, faults, more) := testing.stack(
	{"Host": object.union(
		{"type": "AWS::EC2::Instance", "properties": {"SubnetId": subnet}, "faults": faults},
		more,
	)},
	{},
)

_fault(kind) := {"kind": kind, "attribute": "SubnetId", "message": "the id of a subnet is wanted here"}

test_fails_with_another_kind if {
	every subnet in [testing.ref("Vpc", "Ref"), "vpc-0f6cc3b2", "private"] {
		testing.statuses(kinds_of_ids) == {"Host": "fail"} with input as _stack(subnet, [_fault("format")], {})
	}
}

test_passes_without if {
	testing.statuses(kinds_of_ids) == {"Host": "pass"} with input as _stack("subnet-0f6cc3b2", [], {})
	testing.statuses(kinds_of_ids) == {"Host": "pass"} with input as _stack("private", [_fault("pattern")], {})
}

test_passes_with_what_other_rules_speak_of if {
	faults := [_fault("format")]
	testing.statuses(kinds_of_ids) == {"Host": "pass"} with input as _stack("subnet-12345", faults, {})
	testing.statuses(kinds_of_ids) == {"Host": "pass"} with input as _stack(
		"private",
		array.concat(faults, [_fault("pattern")]),
		{},
	)
	given := {"line": 1, "end_line": 1, "state": "written", "parameters": ["Subnet"]}
	testing.statuses(kinds_of_ids) == {"Host": "pass"} with input as _stack(
		"private",
		faults,
		{"attributes": {"SubnetId": given}},
	)
}

test_leaves_out_types_that_are_not_known if {
	testing.statuses(kinds_of_ids) == {} with input as testing.stack({"Thing": {"type": "Custom::Thing"}}, {})
}
