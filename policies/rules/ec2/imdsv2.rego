# METADATA
# title: Instance metadata is handed out to sessions only
# description: >-
#   Version 1 of the metadata service answers any plain request from the instance, so that a web application that can be
#   made to fetch an address gives away the credentials of the instance's role.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
# custom:
#   id: FC_EC2_017
#   severity: medium
#   category: access
#   types: [AWS::EC2::Instance, AWS::EC2::LaunchTemplate, AWS::AutoScaling::LaunchConfiguration]
#   attributes:
#     - MetadataOptions.HttpTokens
#     - MetadataOptions.HttpEndpoint
#     - LaunchTemplateData.MetadataOptions.HttpTokens
#     - LaunchTemplateData.MetadataOptions.HttpEndpoint
#   failures: [E-imdsv2_not_enforced]
#   also:
#     - CKV_AWS_79
#     - HIPAA.Security-EC2IMDSv2Enabled
#     - NIST.800.53.R4-EC2IMDSv2Enabled
#     - NIST.800.53.R5-EC2IMDSv2Enabled
#   remediation:
#     cloudformation: |
#       MetadataOptions:
#         HttpTokens: required
#     terraform: |
#       metadata_options {
#         http_tokens = "required"
#       }
package stackgrade.rules.ec2.imdsv2

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# An instance without options of its own has those of its launch template.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not _inherits(resource)
}

fail contains findings.at(resource, array.concat(path, ["HttpTokens"]), "tokens are not required") if {
	some resource in subject
	path := array.concat(_place(resource), ["MetadataOptions"])
	resources.get(resource, array.concat(path, ["HttpTokens"]), _default(resource)) != "required"
	resources.get(resource, array.concat(path, ["HttpEndpoint"]), "enabled") != "disabled"
}

_inherits(resource) if {
	resources.has(resource, ["LaunchTemplate"])
	not resources.has(resource, ["MetadataOptions"])
}

# A launch template without an image leaves that to who uses it.
_inherits(resource) if {
	resource.type == "AWS::EC2::LaunchTemplate"
	not resources.has(resource, ["LaunchTemplateData", "ImageId"])
	not resources.has(resource, ["LaunchTemplateData", "MetadataOptions"])
}

_place(resource) := ["LaunchTemplateData"] if resource.type == "AWS::EC2::LaunchTemplate"

_place(resource) := [] if resource.type != "AWS::EC2::LaunchTemplate"

_default(resource) := "required" if _asks_by_itself(resource)

_default(resource) := "optional" if not _asks_by_itself(resource)

# Images of Amazon Linux 2023 ask for version 2 themselves.
_asks_by_itself(resource) if {
	some image in _images(resource, array.concat(_place(resource), ["ImageId"]))
	regex.match(`al2023|amazon[-_]?linux[-_]?2023`, image)
}

# What Terraform sets for the whole account in a region.
_asks_by_itself(_) if {
	some defaults in resources.of("aws_ec2_instance_metadata_defaults")
	defaults.properties.HttpTokens == "required"
}

# What is known of an image: its name, that of the parameter of Systems Manager that holds it, or of its data source.
_images(resource, path) := {image | image := log_groups.spelled(resources.get(resource, path, ""))} | {default_value |
	some name in resources.parameters(resource, findings.path(path))
	default_value := input.parameters[name]["default"]
}
