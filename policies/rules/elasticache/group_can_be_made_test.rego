package stackgrade.rules.elasticache.group_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticache.group_can_be_made

_stack(properties) := testing.stack(
	{"Cache": {"type": "AWS::ElastiCache::ReplicationGroup", "properties": properties}},
	{},
)

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(group_can_be_made)
	verdict.status == "fail"
}

test_fails_over_to_nothing if {
	_wrong == {"NumCacheClusters"} with input as _stack({"AutomaticFailoverEnabled": true})
	_wrong == {"NumCacheClusters"} with input as _stack({"AutomaticFailoverEnabled": true, "NumCacheClusters": "1"})
}

test_fails_without_failover_that_is_needed if {
	_wrong == {"AutomaticFailoverEnabled"} with input as _stack({"MultiAZEnabled": true, "NumCacheClusters": 2})
	_wrong == {"AutomaticFailoverEnabled"} with input as _stack({
		"NumNodeGroups": 3,
		"AutomaticFailoverEnabled": false,
	})
}

test_fails_for_a_password_in_the_clear if {
	_wrong == {"TransitEncryptionEnabled"} with input as _stack({"AuthToken": "{{resolve:secretsmanager:x}}"})
}

test_passes_with_what_is_needed if {
	every properties in [
		{"AutomaticFailoverEnabled": true, "MultiAZEnabled": true, "NumCacheClusters": 2},
		{"AutomaticFailoverEnabled": true, "NumNodeGroups": 2, "ReplicasPerNodeGroup": 0},
		{"NumCacheClusters": 1},
		{"AuthToken": "x", "TransitEncryptionEnabled": true},
	] {
		testing.statuses(group_can_be_made) == {"Cache": "pass"} with input as _stack(properties)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(group_can_be_made) == {"Cache": "unknown"} with input as _stack({
		"AutomaticFailoverEnabled": true,
		"NumCacheClusters": testing.unknown("parameter X has no default"),
	})
}

test_leaves_out_what_is_made_from_another if {
	testing.statuses(group_can_be_made) == {} with input as _stack({
		"GlobalReplicationGroupId": "x",
		"AutomaticFailoverEnabled": true,
	})
}
