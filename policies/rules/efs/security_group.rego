# METADATA
# title: A mount target has a security group of its own
# description: >-
#   Otherwise it takes the default group of its VPC, which admits everything that has this group too and nothing
#   else: NFS is closed to the service, or open to the wrong ones.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/network-access.html
# custom:
#   id: FC_EFS_002
#   severity: high
#   category: network
#   types: [AWS::EFS::MountTarget]
#   presence: [SecurityGroups]
#   failures: [F-001-04.1, F-001-10.4]
#   remediation:
#     cloudformation: |
#       SecurityGroups: [!Ref FilesSecurityGroup]
#     terraform: |
#       security_groups = [aws_security_group.files.id]
package stackgrade.rules.efs.security_group

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "SecurityGroups", "the mount target has no security group") if {
	some resource in resources.of("AWS::EFS::MountTarget")
	object.get(resource.properties, "SecurityGroups", []) == []
}

fail contains findings.at(resource, ["SecurityGroups", i], "the group is the default one of its VPC") if {
	some resource in resources.of("AWS::EFS::MountTarget")
	some i, group in resource.properties.SecurityGroups
	_is_default(group)
}

_is_default(group) if group.attribute == "DefaultSecurityGroup"

_is_default(group) if resources.target(group).source_type == "aws_default_security_group"
