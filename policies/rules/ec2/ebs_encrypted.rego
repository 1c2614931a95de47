# METADATA
# title: Volumes of instances are encrypted
# description: >-
#   An unencrypted volume can be read by whoever gets at the disk or at a snapshot of it, and encryption cannot be
#   switched on later without copying the volume.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: FC_EC2_019
#   severity: high
#   category: encryption
#   types:
#     - AWS::EC2::Volume
#     - AWS::EC2::Instance
#     - AWS::EC2::LaunchTemplate
#     - AWS::AutoScaling::LaunchConfiguration
#   attributes:
#     - Encrypted
#     - BlockDeviceMappings[].Ebs.Encrypted
#     - LaunchTemplateData.BlockDeviceMappings[].Ebs.Encrypted
#   presence:
#     - SnapshotId
#     - BlockDeviceMappings[].Ebs.SnapshotId
#     - LaunchTemplateData.BlockDeviceMappings[].Ebs.SnapshotId
#   failures: [E-ebs_encryption_missing]
#   also: [AwsSolutions-EC26, CKV_AWS_3, CKV_AWS_8, ENCRYPTED_VOLUMES, F1]
#   remediation:
#     cloudformation: |
#       Encrypted: true
#     terraform: |
#       encrypted = true
package stackgrade.rules.ec2.ebs_encrypted

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[volume.resource.address] := volume.resource if some volume in _volumes

fail contains findings.at(volume.resource, array.concat(volume.path, ["Encrypted"]), "the volume is not encrypted") if {
	some volume in _volumes
	not volume.settings.Encrypted
	not _is_default
}

# Then the account encrypts each volume, whatever is said of it.
_is_default if {
	some default_of_account in resources.of("aws_ebs_encryption_by_default")
	object.get(default_of_account.properties, "Enabled", true) == true
}

_volumes contains volume if {
	some volume in _all_volumes
	not _inherits(volume.settings)
}

_all_volumes contains {"resource": resource, "path": [], "settings": resource.properties} if {
	some resource in resources.of("AWS::EC2::Volume")
}

_all_volumes contains {"resource": resource, "path": array.concat(place, [i, "Ebs"]), "settings": device.Ebs} if {
	some resource in resources.of_any(metadata.custom.types)
	some place in [["BlockDeviceMappings"], ["LaunchTemplateData", "BlockDeviceMappings"]]
	some i, device in resources.get(resource, place, [])
}

# A copy is encrypted when what it is a copy of is.
_inherits(settings) if {
	object.get(settings, "Encrypted", null) == null
	some source in ["SnapshotId", "SourceVolumeId"]
	object.get(settings, source, null) != null
}
