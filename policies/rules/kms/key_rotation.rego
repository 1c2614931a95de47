# METADATA
# title: A key is rotated every year
# description: >-
#   Rotation bounds what a leaked or broken key can open, costs next to nothing, and applications notice
#   nothing of it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
# custom:
#   id: FC_KMS_001
#   severity: medium
#   category: encryption
#   types: [AWS::KMS::Key]
#   attributes: [EnableKeyRotation]
#   failures: [F-001-01.5]
#   also:
#     - AwsSolutions-KMS5
#     - CKV_AWS_7
#     - CMK_BACKING_KEY_ROTATION_ENABLED
#     - F19
#     - NIST.800.53.R4-KMSBackingKeyRotationEnabled
#     - NIST.800.53.R5-KMSBackingKeyRotationEnabled
#     - PCI.DSS.321-KMSBackingKeyRotationEnabled
#   remediation:
#     cloudformation: |
#       EnableKeyRotation: true
#     terraform: |
#       enable_key_rotation = true
package stackgrade.rules.kms.key_rotation

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Asymmetric keys, HMAC keys and imported material cannot be rotated by AWS.
subject[resource.address] := resource if {
	some resource in resources.of("AWS::KMS::Key")
	object.get(resource.properties, "KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
	object.get(resource.properties, "KeyUsage", "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
	object.get(resource.properties, "Origin", "AWS_KMS") == "AWS_KMS"
}

fail contains findings.at(resource, "EnableKeyRotation", "the key is not rotated") if {
	some resource in subject
	not resource.properties.EnableKeyRotation
}
