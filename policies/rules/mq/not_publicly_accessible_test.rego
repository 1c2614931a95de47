package stackgrade.rules.mq.not_publicly_accessible_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.mq.not_publicly_accessible

_stack(properties) := testing.stack({"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": properties}}, {})

test_fails_when_public if {
	testing.statuses(not_publicly_accessible) == {"Broker": "fail"} with input as _stack({"PubliclyAccessible": true})
}

test_passes_when_private if {
	testing.statuses(not_publicly_accessible) == {"Broker": "pass"} with input as _stack({"PubliclyAccessible": false})
	testing.statuses(not_publicly_accessible) == {"Broker": "pass"} with input as _stack({})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Public has no default")
	testing.statuses(not_publicly_accessible) == {"Broker": "unknown"} with input as _stack({"PubliclyAccessible": open})
}
