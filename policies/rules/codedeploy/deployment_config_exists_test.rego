package stackgrade.rules.codedeploy.deployment_config_exists_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.codedeploy.deployment_config_exists

_stack(name) := testing.stack(
	{"It": {"type": "AWS::CodeDeploy::DeploymentGroup", "properties": {"DeploymentConfigName": name}}},
	{},
)

test_fails_for_configurations_that_there_are_not if {
	every rest in [
		"AllAtOnceEC2",
		"Canary10Percent5Minutes",
		"LambdaCanary20Percent5Minutes",
		"ECSLinear10PercentEvery1Minute",
	] {
		stack := _stack(concat("", ["CodeDeployDefault.", rest]))
		testing.statuses(deployment_config_exists) == {"It": "fail"} with input as stack
	}
}

# The documentation has written some of them in both ways.
test_passes_for_configurations_that_there_are if {
	every rest in ["OneAtATime", "ECSCanary10percent5Minutes", "LambdaLinear10PercentEvery1Minute"] {
		stack := _stack(concat("", ["CodeDeployDefault.", rest]))
		testing.statuses(deployment_config_exists) == {"It": "pass"} with input as stack
	}
}

test_unknown_when_a_parameter_decides if {
	stack := _stack(testing.unknown("parameter Config has no default"))
	testing.statuses(deployment_config_exists) == {"It": "unknown"} with input as stack
}

test_leaves_out_configurations_of_ones_own if {
	every name in ["three-quarters", testing.ref("Config", "Ref"), "CodeDeployDefault.${Kind}"] {
		testing.statuses(deployment_config_exists) == {} with input as _stack(name)
	}
	group := {"It": {"type": "AWS::CodeDeploy::DeploymentGroup"}}
	testing.statuses(deployment_config_exists) == {} with input as testing.stack(group, {})
}
