package stackgrade.rules.msk.not_public_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.msk.not_public

_stack(properties) := testing.stack({"Cluster": {"type": "AWS::MSK::Cluster", "properties": properties}}, {})

_with(type) := _stack({"BrokerNodeGroupInfo": {"ConnectivityInfo": {"PublicAccess": {"Type": type}}}})

test_fails_with_public_addresses if {
	testing.statuses(not_public) == {"Cluster": "fail"} with input as _with("SERVICE_PROVIDED_EIPS")
}

test_passes_without if {
	testing.statuses(not_public) == {"Cluster": "pass"} with input as _with("DISABLED")
	testing.statuses(not_public) == {"Cluster": "pass"} with input as _stack({})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Access has no default")
	testing.statuses(not_public) == {"Cluster": "unknown"} with input as _with(open)
}
