package stackgrade.rules.msk.logs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.msk.logs

_stack(properties) := testing.stack({"Cluster": {"type": "AWS::MSK::Cluster", "properties": properties}}, {})

_to(places) := _stack({"LoggingInfo": {"BrokerLogs": places}})

test_fails_without_logs if {
	testing.statuses(logs) == {"Cluster": "fail"} with input as _stack({})
	testing.statuses(logs) == {"Cluster": "fail"} with input as _to({"S3": {"Enabled": false}})
}

test_passes_with_one_place if {
	testing.statuses(logs) == {"Cluster": "pass"} with input as _to({
		"CloudWatchLogs": {"Enabled": false},
		"S3": {"Bucket": "logs", "Enabled": true},
	})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Log has no default")
	testing.statuses(logs) == {"Cluster": "unknown"} with input as _to({"Firehose": {"Enabled": open}})
}

test_leaves_out_tests if {
	testing.verdicts(logs) == [] with input as object.union(_stack({}), {"profile": testing.disposable})
}
