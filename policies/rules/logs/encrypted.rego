# METADATA
# title: Logs of a regulated stack are encrypted with its own key
# description: >-
#   Logs hold what applications let slip: names, tokens, card numbers. With a key of the stack, reading them
#   takes a right on the key, and each use is recorded.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
# custom:
#   id: FC_LOGS_002
#   severity: low
#   category: encryption
#   types: [AWS::Logs::LogGroup]
#   presence: [KmsKeyId]
#   when: {compliance: pci-dss}
#   failures: [E-log_group_not_encrypted]
#   also:
#     - CKV_AWS_158
#     - CLOUDWATCH_LOG_GROUP_ENCRYPTED
#     - HIPAA.Security-CloudWatchLogGroupEncrypted
#     - NIST.800.53.R4-CloudWatchLogGroupEncrypted
#     - NIST.800.53.R5-CloudWatchLogGroupEncrypted
#     - PCI.DSS.321-CloudWatchLogGroupEncrypted
#     - W84
#   remediation:
#     cloudformation: |
#       KmsKeyId: !GetAtt LogKey.Arn
#     terraform: |
#       kms_key_id = aws_kms_key.logs.arn
package stackgrade.rules.logs.encrypted

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "KmsKeyId", "logs are not encrypted with a key of the stack") if {
	some resource in resources.of("AWS::Logs::LogGroup")
	resources.get(resource, ["KmsKeyId"], null) in {null, ""}
}
