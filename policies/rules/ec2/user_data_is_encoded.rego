# METADATA
# title: User data is encoded once
# description: >-
#   EC2 takes user data in base64. Text that nobody encodes is refused; what is encoded twice is no script, so that the
#   instance starts without it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-base64.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template
# custom:
#   id: FC_EC2_023
#   severity: high
#   category: operations
#   types: [AWS::AutoScaling::LaunchConfiguration, AWS::EC2::Instance, AWS::EC2::LaunchTemplate]
#   attributes: [LaunchTemplateData.UserData, UserData]
#   failures: [E-user_data_base64_misuse]
#   remediation:
#     cloudformation: |
#       UserData: !Base64 |
#         #!/bin/bash -e
#         yum install -y httpd
#     terraform: |
#       # aws_instance encodes user_data by itself
#       user_data = <<-EOF
#         #!/bin/bash -e
#         yum install -y httpd
#       EOF
#     aws_launch_template: |
#       user_data = base64encode(<<-EOF
#         #!/bin/bash -e
#         yum install -y httpd
#       EOF
#       )
package stackgrade.rules.ec2.user_data_is_encoded

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.user_data

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if some resource in user_data.described

fail contains findings.at(resource, user_data.path(resource), "the user data is not encoded") if {
	some resource in subject
	not resources.is_terraform
	_is_plain(user_data.text(resource))
	not _encodings(resource)
}

fail contains findings.at(resource, user_data.path(resource), "the user data is not encoded") if {
	some resource in subject
	resources.is_terraform
	_is_plain(resource.raw[_encoded_arguments[resource.source_type]])
}

fail contains findings.at(resource, user_data.path(resource), "the user data is encoded twice") if {
	some resource in subject
	not resources.is_terraform
	_encodings(resource)
	_is_encoded(user_data.text(resource))
}

fail contains findings.at(resource, user_data.path(resource), "the user data is encoded twice") if {
	some resource in subject
	_encodings(resource) > 1
}

fail contains findings.at(resource, user_data.path(resource), "the user data is encoded twice") if {
	some resource in subject
	resource.source_type == "aws_launch_template"
	_is_encoded(user_data.text(resource))
}

# How often a template has it encoded; in a condition, one branch counts for all.
_encodings(resource) := max({times |
	walk(resource.raw, [path, _])
	times := count([step | some step in path; step == "Fn::Base64"])
	times > 0
})

# An instance's `user_data`, and a launch configuration's, are left as they are when they are in base64 already.
_encoded_arguments := {
	"aws_instance": "user_data_base64",
	"aws_launch_configuration": "user_data_base64",
	"aws_launch_template": "user_data",
	"aws_spot_instance_request": "user_data_base64",
}

_is_plain(text) if {
	some beginning in ["#!", "#cloud-config", "<powershell>", "<script>", "Content-Type: multipart/", "MIME-Version:"]
	startswith(trim_space(text), beginning)
}

# How `#!/` and `#cloud-config` begin in base64.
_is_encoded(text) if {
	some beginning in ["IyEv", "I2Nsb3VkLWNvbmZpZ"]
	startswith(trim_space(text), beginning)
}
