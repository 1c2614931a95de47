package stackgrade.rules.terraform.arguments_known_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.arguments_known

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_instance.web.ami",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"argument", "block", "type"} {
		testing.statuses(arguments_known) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(arguments_known) == {"": "pass"} with input as _stack("another")
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(arguments_known) == {} with input as plan
}

test_unknown_when_the_version_decides if {
	stack := object.union(_stack("another"), {"unknowns": [{
		"attribute": "aws_instance.web.foo",
		"pattern": "Terraform.Arguments",
		"reason": "version 4 of the provider may have it",
		"kind": "data",
	}]})
	testing.statuses(arguments_known) == {"": "unknown"} with input as stack
}
