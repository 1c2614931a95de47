package stackgrade.rules.msk.clients_are_known_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.msk.clients_are_known

_stack(properties) := testing.stack({"Cluster": {"type": "AWS::MSK::Cluster", "properties": properties}}, {})

_with(anonymous) := _stack({"ClientAuthentication": {"Unauthenticated": {"Enabled": anonymous}}})

test_fails_when_anybody_is_let_in if {
	testing.statuses(clients_are_known) == {"Cluster": "fail"} with input as _with(true)
}

test_passes_otherwise if {
	testing.statuses(clients_are_known) == {"Cluster": "pass"} with input as _with(false)
	testing.statuses(clients_are_known) == {"Cluster": "pass"} with input as _stack({})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Anonymous has no default")
	testing.statuses(clients_are_known) == {"Cluster": "unknown"} with input as _with(open)
}
