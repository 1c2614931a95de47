# METADATA
# title: An instance has an image to start from
# description: >-
#   An instance needs an image, of its own or of its launch template. Without one it is refused, and a group whose
#   launch template has none cannot be created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
#   - https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-template.html
# custom:
#   id: FC_EC2_055
#   severity: critical
#   category: operations
#   types: [AWS::AutoScaling::AutoScalingGroup, AWS::EC2::Instance]
#   presence: [ImageId, LaunchTemplate, MixedInstancesPolicy]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"
#     terraform: |
#       ami = data.aws_ssm_parameter.al2023.value # image_id in a launch template
package stackgrade.rules.ec2.instance_has_an_image

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[instance.address] := instance if some instance in resources.own("AWS::EC2::Instance")

subject[group.address] := group if {
	some group in resources.own("AWS::AutoScaling::AutoScalingGroup")
	some name in ["LaunchTemplate", "MixedInstancesPolicy"]
	resources.has(group, [name])
}

fail contains findings.at(instance, "ImageId", "the instance has no image to start from") if {
	some instance in subject
	instance.type == "AWS::EC2::Instance"
	every name in ["ImageId", "LaunchTemplate"] {
		not resources.has(instance, [name])
	}
}

fail contains findings.at(resource, place, concat(" ", [template.address, "has no image to start from"])) if {
	some resource in subject
	not resources.has(resource, ["ImageId"])
	some place in [["LaunchTemplate"], _place_of_mixed]
	template := _template(object.get(resource.properties, place, {}))
	not values.is_unknown(template.properties.LaunchTemplateData)
	not resources.has(template, ["LaunchTemplateData", "ImageId"])
	not _has_image_elsewhere(resource)
}

# Where a group that mixes types of instances names its template.
_place_of_mixed := ["MixedInstancesPolicy", "LaunchTemplate", "LaunchTemplateSpecification"]

_template(specification) := template if {
	some name in ["LaunchTemplateId", "LaunchTemplateName"]
	template := resources.target(specification[name])
	template.type == "AWS::EC2::LaunchTemplate"
}

# What each type of instance starts from may be said beside it.
_has_image_elsewhere(group) if {
	some override in group.properties.MixedInstancesPolicy.LaunchTemplate.Overrides
	some name in ["ImageId", "LaunchTemplateSpecification"]
	override[name]
}

_has_image_elsewhere(group) if values.is_unknown(group.properties.MixedInstancesPolicy.LaunchTemplate.Overrides)
