package stackgrade.rules.mq.logs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.mq.logs

_stack(properties) := testing.stack({"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": properties}}, {})

test_fails_without_logs if {
	testing.statuses(logs) == {"Broker": "fail"} with input as _stack({})
	testing.statuses(logs) == {"Broker": "fail"} with input as _stack({"Logs": {"Audit": true, "General": false}})
}

test_passes_with_logs if {
	testing.statuses(logs) == {"Broker": "pass"} with input as _stack({"Logs": {"General": true}})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Log has no default")
	testing.statuses(logs) == {"Broker": "unknown"} with input as _stack({"Logs": {"General": open}})
}

test_leaves_out_tests if {
	testing.verdicts(logs) == [] with input as object.union(_stack({}), {"profile": testing.disposable})
}
