# METADATA
# title: A broker of a regulated stack is encrypted with its own key
# description: >-
#   Amazon MQ encrypts with a key of AWS that nobody can see when nothing is said. With a key of the stack,
#   reading what waits in a broker takes a right on the key as well, and access can be shut off in one place.
#   Asked of ActiveMQ.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html
# custom:
#   id: FC_MQ_005
#   severity: medium
#   category: encryption
#   types: [AWS::AmazonMQ::Broker]
#   attributes: [EngineType]
#   presence: [EncryptionOptions.KmsKeyId]
#   when: {compliance: pci-dss}
#   failures: [E-encryption_without_cmk]
#   remediation:
#     cloudformation: |
#       EncryptionOptions:
#         KmsKeyId: !GetAtt BrokerKey.Arn
#         UseAwsOwnedKey: false
#     terraform: |
#       encryption_options {
#         kms_key_id        = aws_kms_key.broker.arn
#         use_aws_owned_key = false
#       }
package stackgrade.rules.mq.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What RabbitMQ does with a key, AWS's pages do not agree on.
subject[broker.address] := broker if {
	some broker in resources.own("AWS::AmazonMQ::Broker")
	not _is_rabbit(broker)
}

fail contains findings.at(broker, "EncryptionOptions.KmsKeyId", message) if {
	message := "the broker is not encrypted with a key of the stack"
	some broker in subject
	not resources.has(broker, ["EncryptionOptions", "KmsKeyId"])
}

_is_rabbit(broker) if upper(broker.properties.EngineType) == "RABBITMQ"
