# METADATA
# title: Instances in production have a profile
# description: >-
#   What runs on an instance without a role needs long-lived keys to call AWS, and nobody can get onto it by Systems
#   Manager. That every instance has a profile is AWS's own advice.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html
# custom:
#   id: FC_EC2_031
#   severity: low
#   category: access
#   types: [AWS::AutoScaling::LaunchConfiguration, AWS::EC2::Instance, AWS::EC2::LaunchTemplate]
#   presence: [IamInstanceProfile, LaunchTemplateData.IamInstanceProfile]
#   when: {environment: production}
#   failures: [E-missing_instance_profile]
#   also: [CKV2_AWS_41, EC2_INSTANCE_PROFILE_ATTACHED]
#   remediation:
#     cloudformation: |
#       IamInstanceProfile: !Ref InstanceProfile
#     AWS::EC2::LaunchTemplate: |
#       IamInstanceProfile:
#         Arn: !GetAtt InstanceProfile.Arn
#     terraform: |
#       iam_instance_profile = aws_iam_instance_profile.app.name
#     aws_launch_template: |
#       iam_instance_profile {
#         arn = aws_iam_instance_profile.app.arn
#       }
package stackgrade.rules.ec2.instance_has_profile

import data.stackgrade.lib.findings
import data.stackgrade.lib.instances
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The node groups of EKS bring a role, and refuse templates that have one too.
subject[resource.address] := resource if {
	some resource in instances.described
	count(resources.referrers(resource.address, "AWS::EKS::Nodegroup")) == 0
}

fail contains findings.at(resource, path, "what runs on it has no role") if {
	some resource in subject
	path := array.concat(instances.place(resource), ["IamInstanceProfile"])
	not resources.has(resource, path)
}
