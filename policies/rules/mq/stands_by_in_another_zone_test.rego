package stackgrade.rules.mq.stands_by_in_another_zone_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.mq.stands_by_in_another_zone

_in(mode) := _stack({"DeploymentMode": mode})

_stack(properties) := testing.stack({"Broker": {"type": "AWS::AmazonMQ::Broker", "properties": properties}}, {})

test_fails_for_a_single_instance if {
	testing.statuses(stands_by_in_another_zone) == {"Broker": "fail"} with input as _in("SINGLE_INSTANCE")
}

test_passes_with_a_standby_or_a_cluster if {
	testing.statuses(stands_by_in_another_zone) == {"Broker": "pass"} with input as _in("ACTIVE_STANDBY_MULTI_AZ")
	testing.statuses(stands_by_in_another_zone) == {"Broker": "pass"} with input as _in("CLUSTER_MULTI_AZ")
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Mode has no default")
	testing.statuses(stands_by_in_another_zone) == {"Broker": "unknown"} with input as _in(open)
}

test_leaves_one_zone_to_who_wants_no_more if {
	one := object.union(_in("SINGLE_INSTANCE"), {"profile": testing.disposable})
	testing.verdicts(stands_by_in_another_zone) == [] with input as one
}
