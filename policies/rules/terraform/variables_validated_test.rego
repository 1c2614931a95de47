package stackgrade.rules.terraform.variables_validated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.terraform.variables_validated

_stack(parameters) := testing.stack({}, {"format": "terraform", "parameters": parameters})

test_fails_for_each_that_takes_any_text if {
	verdicts := testing.verdicts(variables_validated) with input as _stack({
		"vpc_cidr": {"type": "string", "validated": false},
		"admin_ip_range": {"type": "string", "validated": false},
		"environment": {"type": "string", "validated": false},
		"environment_suffix": {"type": "string", "validated": false},
		"owner": {"type": "string", "validated": false},
	})
	{[verdict.status, verdict.attribute] | some verdict in verdicts} == {
		["fail", "Parameters.admin_ip_range"],
		["fail", "Parameters.environment"],
		["fail", "Parameters.environment_suffix"],
		["fail", "Parameters.vpc_cidr"],
	}
}

test_passes_with_a_validation if {
	testing.statuses(variables_validated) == {"": "pass"} with input as _stack({
		"vpc_cidr": {"type": "string", "validated": true},
	})
}

test_leaves_out_what_has_no_known_shape if {
	testing.statuses(variables_validated) == {} with input as _stack({
		"name": {"type": "string", "validated": false},
		"subnet_cidrs": {"type": "list", "validated": false},
	})
}
