package stackgrade.rules.autoscaling.update_policy_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.update_policy

_stack(group, others) := testing.stack(
	object.union(others, {"Group": object.union({"type": "AWS::AutoScaling::AutoScalingGroup"}, group)}),
	{},
)

test_fails_without if {
	every group in [{}, {"lifecycle": {"UpdatePolicy": {"AutoScalingScheduledAction": {}}}}] {
		testing.statuses(update_policy) == {"Group": "fail"} with input as _stack(group, {})
	}
}

test_passes_with if {
	every group in [
		{"lifecycle": {"UpdatePolicy": {"AutoScalingRollingUpdate": {}}}},
		{"lifecycle": {"UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": true}}}},
		{"lifecycle": {"InstanceRefresh": [{"strategy": "Rolling"}]}},
		{"properties": {"MaxInstanceLifetime": 604800}},
	] {
		testing.statuses(update_policy) == {"Group": "pass"} with input as _stack(group, {})
	}
}

test_unknown_when_a_parameter_decides if {
	every member in ["InstanceRefresh", "UpdatePolicy"] {
		group := {"lifecycle": {member: testing.unknown("the list is not known")}}
		testing.statuses(update_policy) == {"Group": "unknown"} with input as _stack(group, {})
	}
}

test_passes_when_something_else_replaces_them if {
	testing.statuses(update_policy) == {"Group": "pass"} with input as _stack({}, {"Deployment": {
		"type": "AWS::CodeDeploy::DeploymentGroup",
		"properties": {"AutoScalingGroups": [testing.ref("Group", "Ref")]},
	}})
}

test_passes_when_it_is_called_after_its_configuration if {
	testing.statuses(update_policy) == {"Group": "pass"} with input as _stack(
		{"properties": {"AutoScalingGroupName": "${Web}-group"}},
		{"Web": {"type": "AWS::AutoScaling::LaunchConfiguration"}},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(update_policy) == {} with input as object.union(_stack({}, {}), {"profile": testing.disposable})
}
