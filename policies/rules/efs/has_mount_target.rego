# METADATA
# title: A file system has a mount target
# description: >-
#   Clients reach a file system through a mount target in their network only. A stack that makes both the network
#   and the file system, and no mount target, has files that nobody can open.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
# custom:
#   id: FC_EFS_004
#   severity: high
#   category: network
#   types: [AWS::EFS::FileSystem]
#   companions: [AWS::EFS::MountTarget.FileSystemId]
#   failures: [F-001-10.5]
#   remediation:
#     cloudformation: |
#       MountTarget:
#         Type: AWS::EFS::MountTarget
#         Properties:
#           FileSystemId: !Ref Files
#           SubnetId: !Ref PrivateSubnetA
#           SecurityGroups: [!Ref FilesSecurityGroup]
#     terraform: |
#       resource "aws_efs_mount_target" "a" {
#         file_system_id  = aws_efs_file_system.files.id
#         subnet_id       = aws_subnet.private_a.id
#         security_groups = [aws_security_group.files.id]
#       }
package stackgrade.rules.efs.has_mount_target

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Without a network in sight, mount targets are for whoever has one.
subject[resource.address] := resource if {
	count(resources.of("AWS::EC2::Subnet")) > 0
	some resource in resources.of("AWS::EFS::FileSystem")
}

fail contains findings.missing(resource, "the file system has no mount target") if {
	some resource in subject
	count(resources.referrers(resource.address, "AWS::EFS::MountTarget")) == 0
}
