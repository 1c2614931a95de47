# METADATA
# title: Security groups stand where the network interfaces are
# description: >-
#   A launch template that states network interfaces states the security groups with them. With groups beside them no
#   instance starts, and an Auto Scaling group refuses the template.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html
# custom:
#   id: FC_EC2_054
#   severity: critical
#   category: network
#   types: [AWS::EC2::LaunchTemplate]
#   presence:
#     - LaunchTemplateData.NetworkInterfaces
#     - LaunchTemplateData.SecurityGroupIds
#     - LaunchTemplateData.SecurityGroups
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       NetworkInterfaces:
#         - DeviceIndex: 0
#           AssociatePublicIpAddress: false
#           Groups: [!Ref WebSecurityGroup]
#     terraform: |
#       network_interfaces {
#         associate_public_ip_address = false
#         security_groups             = [aws_security_group.web.id]
#       }
package stackgrade.rules.ec2.groups_stand_with_interfaces

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(template, path, "the network interfaces have security groups of their own") if {
	some template in resources.own("AWS::EC2::LaunchTemplate")
	count(template.properties.LaunchTemplateData.NetworkInterfaces) > 0
	some list in ["SecurityGroupIds", "SecurityGroups"]
	path := ["LaunchTemplateData", list]
	count(object.get(template.properties, path, [])) > 0
}
