# METADATA
# title: A file system can be mounted in two zones
# description: >-
#   The files are kept in several zones, but with a single mount target they are out of reach when its zone fails.
#   Clients in other zones pay for the traffic between zones as well.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
# custom:
#   id: FC_EFS_005
#   severity: medium
#   category: availability
#   types: [AWS::EFS::FileSystem]
#   presence: [AvailabilityZoneName]
#   companions: [AWS::EFS::MountTarget.FileSystemId, AWS::EFS::MountTarget.SubnetId]
#   when: {availability: multi-az}
#   failures: [F-001-10.5]
#   remediation:
#     cloudformation: |
#       SecondMountTarget:
#         Type: AWS::EFS::MountTarget
#         Properties:
#           FileSystemId: !Ref Files
#           SubnetId: !Ref PrivateSubnetB
#           SecurityGroups: [!Ref FilesSecurityGroup]
#     terraform: |
#       resource "aws_efs_mount_target" "b" {
#         file_system_id  = aws_efs_file_system.files.id
#         subnet_id       = aws_subnet.private_b.id
#         security_groups = [aws_security_group.files.id]
#       }
package stackgrade.rules.efs.mount_targets_in_two_zones

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A One Zone file system has one by its nature.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::EFS::FileSystem")
	not resources.has(resource, ["AvailabilityZoneName"])
	count(resources.referrers(resource.address, "AWS::EFS::MountTarget")) > 0
}

# There is never more than one mount target in a zone. The subnet of a mount target whose number is open is open too.
fail contains findings.missing(resource, "there is a mount target in one zone only") if {
	some resource in subject
	count(resources.referrers(resource.address, "AWS::EFS::MountTarget")) == 1
}
