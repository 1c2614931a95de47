package stackgrade.rules.terraform.arguments_fit_together_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.arguments_fit_together

_stack(kind) := testing.stack({}, {
	"format": "terraform",
	"terraform": {"faults": [{
		"kind": kind,
		"attribute": "aws_iam_role.web.name_prefix",
		"message": "what is wrong",
	}]},
})

test_fails_for_each if {
	every kind in {"exclusive"} {
		testing.statuses(arguments_fit_together) == {"": "fail"} with input as _stack(kind)
	}
}

test_passes_without if {
	testing.statuses(arguments_fit_together) == {"": "pass"} with input as _stack("another")
}

test_unknown_when_a_variable_decides if {
	stack := testing.stack({}, {
		"format": "terraform",
		"terraform": {"faults": []},
		"unknowns": [{
			"attribute": "aws_iam_role.web.name_prefix",
			"pattern": "Terraform.Exclusions",
			"reason": "variable name has no default",
			"kind": "data",
		}],
	})
	testing.statuses(arguments_fit_together) == {"": "unknown"} with input as stack
}

test_leaves_out_plans if {
	plan := testing.stack({}, {"format": "terraform-plan", "terraform": {}})
	testing.statuses(arguments_fit_together) == {} with input as plan
}
