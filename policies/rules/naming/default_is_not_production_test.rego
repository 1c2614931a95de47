package stackgrade.rules.naming.default_is_not_production_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.naming.default_is_not_production

_with(name, parameter) := testing.stack({}, {"profile": testing.disposable, "parameters": {name: parameter}})

test_fails_when_it_is_production if {
	every name in ["Environment", "EnvironmentSuffix"] {
		testing.statuses(default_is_not_production) == {"": "fail"} with input as _with(
			name,
			{"type": "String", "default": "Prod"},
		)
	}
}

test_passes_with_another if {
	testing.statuses(default_is_not_production) == {"": "pass"} with input as _with(
		"Environment",
		{"type": "String", "default": "dev"},
	)
}

test_leaves_out_what_has_no_default if {
	testing.statuses(default_is_not_production) == {} with input as _with("Environment", {"type": "String"})
	testing.statuses(default_is_not_production) == {} with input as _with("Size", {"type": "String", "default": "prod"})
}

test_leaves_out_production if {
	testing.statuses(default_is_not_production) == {} with input as testing.stack(
		{},
		{"parameters": {"Environment": {"type": "String", "default": "prod"}}},
	)
}
