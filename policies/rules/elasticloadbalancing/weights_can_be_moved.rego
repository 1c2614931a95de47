# METADATA
# title: The weights of blue and green can be moved
# description: >-
#   Traffic moves from one version to the other by its weights. Where they are written down, each step of a deployment,
#   and the way back, is a change of the template; that they are parameters is an opinion of reviewers.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/blue-green-deployments/welcome.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
# custom:
#   id: FC_ELB_060
#   severity: low
#   category: operations
#   types: [AWS::ElasticLoadBalancingV2::Listener, AWS::ElasticLoadBalancingV2::ListenerRule]
#   presence:
#     - Actions[].ForwardConfig.TargetGroups[].Weight
#     - DefaultActions[].ForwardConfig.TargetGroups[].Weight
#   languages: [cloudformation]
#   failures: [E-bluegreen_static_weights]
#   remediation:
#     cloudformation: |
#       TargetGroups:
#         - TargetGroupArn: !Ref BlueTargetGroup
#           Weight: !Ref BlueWeight
#         - TargetGroupArn: !Ref GreenTargetGroup
#           Weight: !Ref GreenWeight
package stackgrade.rules.elasticloadbalancing.weights_can_be_moved

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What deploys moves the weights itself.
subject[resource.address] := resource if {
	not _deployed
	some resource in resources.own_any(metadata.custom.types)
	count(_weighted(resource)) > 0
}

fail contains findings.at(resource, path, "the weights stand in the template") if {
	some resource in subject
	not _is_chosen(resource)
	some path, groups in _weighted(resource)
	every i, _ in groups {
		count(resources.parameters(resource, concat("", [path, "[", format_int(i, 10), "].Weight"]))) == 0
	}
}

# The target groups that an action shares its requests among, one of which gets none.
_weighted(resource) := {path: action.ForwardConfig.TargetGroups |
	some name in ["Actions", "DefaultActions"]
	some i, action in resource.properties[name]
	count(action.ForwardConfig.TargetGroups) > 1
	some group in action.ForwardConfig.TargetGroups
	group.Weight == 0
	path := concat("", [name, "[", format_int(i, 10), "].ForwardConfig.TargetGroups"])
}

_is_chosen(resource) if {
	walk(resource.raw, [path, _])
	some function in ["Fn::If", "Fn::FindInMap"]
	function in path
}

_deployed if resources.any_of(["AWS::CodeDeploy::DeploymentGroup"])

_deployed if {
	some service in resources.of("AWS::ECS::Service")
	resources.get(service, ["DeploymentController", "Type"], "ECS") != "ECS"
}

_deployed if {
	some service in resources.of("AWS::ECS::Service")
	resources.get(service, ["DeploymentConfiguration", "Strategy"], "ROLLING") != "ROLLING"
}
