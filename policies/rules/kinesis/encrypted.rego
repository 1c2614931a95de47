# METADATA
# title: A Kinesis stream is encrypted
# description: >-
#   Records wait in the stream in the clear for as long as they are kept. Encryption can be switched on without a
#   new stream.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html
# custom:
#   id: FC_KINESIS_001
#   severity: high
#   category: encryption
#   types: [AWS::Kinesis::Stream]
#   attributes: [StreamEncryption.EncryptionType]
#   failures: [F-001-02.3, F-001-12.2, E-missing_encryption_at_rest]
#   also: [AwsSolutions-KDS1, CKV_AWS_43, W49]
#   remediation:
#     cloudformation: |
#       StreamEncryption:
#         EncryptionType: KMS
#         KeyId: alias/aws/kinesis
#     terraform: |
#       encryption_type = "KMS"
#       kms_key_id      = "alias/aws/kinesis"
package stackgrade.rules.kinesis.encrypted

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "StreamEncryption", "the stream is not encrypted") if {
	some resource in resources.of("AWS::Kinesis::Stream")
	not resource.properties.StreamEncryption.EncryptionType == "KMS"
}
