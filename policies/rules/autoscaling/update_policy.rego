# METADATA
# title: A group in production says how its instances are replaced
# description: >-
#   Without an update policy a changed launch template reaches only instances that are started later: half of a group
#   runs the old image until something fails. A rolling update replaces them, a few at a time.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
# custom:
#   id: FC_AUTOSCALING_003
#   severity: low
#   category: lifecycle
#   types: [AWS::AutoScaling::AutoScalingGroup]
#   presence: [InstanceRefresh.Strategy, MaxInstanceLifetime, UpdatePolicy.AutoScalingRollingUpdate]
#   when: {environment: production}
#   failures: [E-asg_update_policy_missing]
#   remediation:
#     cloudformation: |
#       UpdatePolicy: # beside Properties
#         AutoScalingRollingUpdate:
#           MinInstancesInService: 1
#           MaxBatchSize: 1
#     terraform: |
#       instance_refresh {
#         strategy = "Rolling"
#       }
package stackgrade.rules.autoscaling.update_policy

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(group, "a changed template does not reach running instances") if {
	some group in resources.own("AWS::AutoScaling::AutoScalingGroup")
	not _is_updated(group)
}

_is_updated(group) if {
	some policy in ["AutoScalingInstanceRefresh", "AutoScalingReplacingUpdate", "AutoScalingRollingUpdate"]
	group.lifecycle.UpdatePolicy[policy]
}

_is_updated(group) if count(group.lifecycle.InstanceRefresh) > 0

# None gets older than that.
_is_updated(group) if resources.has(group, ["MaxInstanceLifetime"])

# A group that is called after its launch configuration is made anew with it.
_is_updated(group) if {
	some edge in resources.edges_from(group.address)
	edge.attribute == "AutoScalingGroupName"
	resources.at(edge.target).type in {"AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::LaunchTemplate"}
}

# A deployment or a cluster replaces them itself.
_is_updated(group) if {
	some edge in resources.edges_to(group.address)
	resources.at(edge.source).type in {"AWS::CodeDeploy::DeploymentGroup", "AWS::ECS::CapacityProvider"}
}
