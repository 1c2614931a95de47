# METADATA
# title: Machine images are looked up, not written down
# description: >-
#   The identifier of an image is valid in one region only, and stays the same when security fixes make a
#   newer image.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/finding-an-ami.html
# custom:
#   id: FC_EC2_018
#   severity: medium
#   category: operations
#   types: [AWS::EC2::Instance, AWS::EC2::LaunchTemplate, AWS::AutoScaling::LaunchConfiguration]
#   attributes: [ImageId, LaunchTemplateData.ImageId]
#   failures: [E-hardcoded_ami]
#   remediation:
#     cloudformation: |
#       # arm64 for types with Graviton, such as t4g and m8g
#       ImageId: "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}"
#     terraform: |
#       data "aws_ssm_parameter" "image" {
#         # arm64 for types with Graviton, such as t4g and m8g
#         name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
#       }
#
#       resource "aws_instance" "web" {
#         ami = data.aws_ssm_parameter.image.value # image_id of a launch template
#       }
package stackgrade.rules.ec2.no_hardcoded_ami

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains object.union(resource, {"unknowns": open}) if {
	some resource in resources.of_any(metadata.custom.types)
	some path in _places
	resources.has(resource, path)
	open := [unknown |
		some unknown in resource.unknowns
		not _is_looked_up(unknown)
		not _is_one_of_those_written_down(unknown)
	]
}

fail contains findings.at(resource, path, "the image is written down") if {
	some resource in subject
	some path in _places
	_is_image(resources.get(resource, path, ""))
}

fail contains findings.at(resource, path, "the images are written down, one for each case") if {
	some resource in resources.of_any(metadata.custom.types)
	some unknown in resource.unknowns
	some path in _places
	findings.path(path) == unknown.attribute
	_is_one_of_those_written_down(unknown)
}

# At deployment, which is just what the rule wants.
_is_looked_up(unknown) if object.get(unknown, "kind", "") in {"data", "dynamic", "ssm"}

_is_one_of_those_written_down(unknown) if {
	count(object.get(unknown, "candidates", [])) > 0
	every candidate in unknown.candidates {
		_is_image(candidate)
	}
}

_is_image(value) if regex.match(`^ami-[0-9a-f]{8,17}$`, value)

_places := [["ImageId"], ["LaunchTemplateData", "ImageId"]]
