# METADATA
# title: A deployment configuration of CodeDeploy is one that there is
# description: >-
#   What begins with `CodeDeployDefault.` is AWS's, and each platform has names of its own: those for functions and
#   containers hold `Lambda` and `ECS`, and percentages and minutes cannot be chosen. CodeDeploy refuses any other.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
#   - https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html
# custom:
#   id: FC_CODEDEPLOY_001
#   severity: high
#   category: operations
#   types: [AWS::CodeDeploy::DeploymentGroup]
#   attributes: [DeploymentConfigName]
#   failures: [E-invalid_enum_value]
#   remediation:
#     cloudformation: |
#       DeploymentConfigName: CodeDeployDefault.OneAtATime
#       # of a function: CodeDeployDefault.LambdaCanary10Percent5Minutes
#       # of a service of ECS: CodeDeployDefault.ECSCanary10Percent5Minutes
#     AWS::Serverless::Function: |
#       DeploymentPreference:
#         Type: Canary10Percent5Minutes # SAM's own names lack what stands before
#     terraform: |
#       deployment_config_name = "CodeDeployDefault.OneAtATime"
#       # of a function: CodeDeployDefault.LambdaCanary10Percent5Minutes
#       # of a service of ECS: CodeDeployDefault.ECSCanary10Percent5Minutes
package stackgrade.rules.codedeploy.deployment_config_exists

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# A name of one's own is that of a configuration that may be anywhere in the account.
subject[group.address] := group if {
	some group in resources.own("AWS::CodeDeploy::DeploymentGroup")
	name := group.properties.DeploymentConfigName
	_is_open_or_of_aws(name)
}

fail contains findings.at(group, "DeploymentConfigName", message) if {
	some group in subject
	name := group.properties.DeploymentConfigName
	is_string(name)
	not lower(trim_prefix(name, _prefix)) in {lower(one) | some one in _names}
	message := concat("", [name, " is none of CodeDeploy's own (as of 2026-11)"])
}

_is_open_or_of_aws(name) if values.is_unknown(name)

_is_open_or_of_aws(name) if {
	values.is_literal(name)
	startswith(name, _prefix)
}

_prefix := "CodeDeployDefault."

_names := {
	"AllAtOnce",
	"HalfAtATime",
	"OneAtATime",
	"ECSAllAtOnce",
	"ECSCanary10Percent15Minutes",
	"ECSCanary10Percent5Minutes",
	"ECSLinear10PercentEvery1Minutes",
	"ECSLinear10PercentEvery3Minutes",
	"LambdaAllAtOnce",
	"LambdaCanary10Percent10Minutes",
	"LambdaCanary10Percent15Minutes",
	"LambdaCanary10Percent30Minutes",
	"LambdaCanary10Percent5Minutes",
	"LambdaLinear10PercentEvery10Minutes",
	"LambdaLinear10PercentEvery1Minute",
	"LambdaLinear10PercentEvery2Minutes",
	"LambdaLinear10PercentEvery3Minutes",
}
