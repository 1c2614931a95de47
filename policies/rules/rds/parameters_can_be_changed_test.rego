package stackgrade.rules.rds.parameters_can_be_changed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.parameters_can_be_changed

_stack(family, parameters) := testing.stack(
	{"Group": {
		"type": "AWS::RDS::DBParameterGroup",
		"properties": {"Family": family, "Parameters": parameters},
	}},
	{},
)

test_fails_for_the_encoding_of_the_server if {
	found := testing.verdicts(parameters_can_be_changed) with input as _stack("postgres16", {"server_encoding": "UTF8"})
	{[verdict.status, verdict.attribute, verdict.message] | some verdict in found} == {[
		"fail",
		"Parameters.server_encoding",
		"RDS does not let server_encoding be changed",
	]}
}

test_each_engine_has_its_own if {
	testing.statuses(parameters_can_be_changed) == {"Group": "pass"} with input as _stack("postgres16", {"port": "5433"})
	testing.statuses(parameters_can_be_changed) == {"Group": "fail"} with input as _stack("mysql8.4", {"port": "3307"})
}

test_passes_for_others if {
	testing.statuses(parameters_can_be_changed) == {"Group": "pass"} with input as _stack(
		"postgres16",
		{"client_encoding": "UTF8"},
	)
}

test_unknown_when_the_family_is_open if {
	testing.statuses(parameters_can_be_changed) == {"Group": "unknown"} with input as _stack(
		testing.unknown("parameter Family has no default"),
		{"server_encoding": "UTF8"},
	)
}

test_leaves_out_groups_that_set_nothing if {
	testing.statuses(parameters_can_be_changed) == {} with input as _stack("postgres16", {})
}
