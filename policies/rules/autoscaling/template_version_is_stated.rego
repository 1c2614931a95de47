# METADATA
# title: The version of a launch template is stated
# description: >-
#   With `$Latest` or `$Default` it hangs on the time of its start what an instance is, and a change of the template
#   replaces no instance: CloudFormation's reference calls the two not supported and points to `LatestVersionNumber`,
#   and the provider for Terraform starts no instance refresh with them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group
# custom:
#   id: FC_AUTOSCALING_051
#   severity: low
#   category: operations
#   types: [AWS::AutoScaling::AutoScalingGroup, AWS::EC2::Instance]
#   attributes: [LaunchTemplate.Version, MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.Version]
#   failures: [E-launch_template_latest_version]
#   remediation:
#     cloudformation: |
#       LaunchTemplate:
#         LaunchTemplateId: !Ref Template
#         Version: !GetAtt Template.LatestVersionNumber
#     terraform: |
#       launch_template {
#         id      = aws_launch_template.web.id
#         version = aws_launch_template.web.latest_version
#       }
package stackgrade.rules.autoscaling.template_version_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	some path in _paths
	resources.has(resource, path)
}

fail contains findings.at(resource, path, "which version it is hangs on when an instance starts") if {
	some resource in subject
	some path in _paths
	resources.get(resource, path, "") in {"$Default", "$Latest"}
}

_paths := [
	["LaunchTemplate", "Version"],
	["MixedInstancesPolicy", "LaunchTemplate", "LaunchTemplateSpecification", "Version"],
]
