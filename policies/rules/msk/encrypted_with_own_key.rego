# METADATA
# title: A cluster of Kafka in a regulated stack is encrypted with its own key
# description: >-
#   MSK encrypts with a key of AWS when none is named. With a key of the stack, who may read the volumes is
#   narrowed by its policy, and each use is recorded. The key cannot be changed later.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
# custom:
#   id: FC_MSK_005
#   severity: medium
#   category: encryption
#   types: [AWS::MSK::Cluster]
#   presence: [EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId]
#   when: {compliance: pci-dss}
#   failures: [E-encryption_without_cmk]
#   remediation:
#     cloudformation: |
#       EncryptionInfo:
#         EncryptionAtRest:
#           DataVolumeKMSKeyId: !GetAtt KafkaKey.Arn
#     terraform: |
#       encryption_info {
#         encryption_at_rest_kms_key_arn = aws_kms_key.kafka.arn
#       }
package stackgrade.rules.msk.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(cluster, "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId", message) if {
	message := "the volumes are not encrypted with a key of the stack"
	some cluster in resources.own("AWS::MSK::Cluster")
	not resources.has(cluster, ["EncryptionInfo", "EncryptionAtRest", "DataVolumeKMSKeyId"])
}
