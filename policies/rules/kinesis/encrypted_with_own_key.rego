# METADATA
# title: A stream of a regulated stack is encrypted with its own key
# description: >-
#   Everybody in the account who may read the stream may use AWS's key for it. With a key of the stack, producers
#   and consumers are limited through the key as well, and each use is recorded.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html
# custom:
#   id: FC_KINESIS_003
#   severity: medium
#   category: encryption
#   types: [AWS::Kinesis::Stream]
#   presence: [StreamEncryption.KeyId]
#   when: {compliance: pci-dss}
#   failures: [F-001-01.4]
#   also: [CKV_AWS_185]
#   remediation:
#     cloudformation: |
#       StreamEncryption:
#         EncryptionType: KMS
#         KeyId: !GetAtt StreamKey.Arn
#     terraform: |
#       encryption_type = "KMS"
#       kms_key_id      = aws_kms_key.stream.arn
package stackgrade.rules.kinesis.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "StreamEncryption.KeyId", message) if {
	message := "the stream is not encrypted with a key of the stack"
	some resource in resources.of("AWS::Kinesis::Stream")
	not resources.has(resource, ["StreamEncryption", "KeyId"])
}

fail contains findings.at(resource, "StreamEncryption.KeyId", "the stream is encrypted with a key of AWS") if {
	some resource in resources.of("AWS::Kinesis::Stream")
	contains(resource.properties.StreamEncryption.KeyId, "alias/aws/")
}
