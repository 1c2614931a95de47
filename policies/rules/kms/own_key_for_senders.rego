# METADATA
# title: What services send to is not encrypted with AWS's own key
# description: >-
#   The policy of `alias/aws/sns` and `alias/aws/sqs` lets in nobody but the account, and cannot be changed. An
#   alarm, a rule, a bucket or a topic cannot send to what they encrypt: its messages are lost without a word.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
#   - https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
# custom:
#   id: FC_KMS_009
#   severity: high
#   category: access
#   types: [AWS::SNS::Topic, AWS::SQS::Queue]
#   attributes: [KmsMasterKeyId]
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       KmsMasterKeyId: !GetAtt Key.Arn # of a key that names the sender
#     terraform: |
#       kms_master_key_id = aws_kms_key.alerts.arn # of a key that names the sender
package stackgrade.rules.kms.own_key_for_senders

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	resources.has(resource, ["KmsMasterKeyId"])
	count(deliveries.senders(resource)) > 0
}

fail contains findings.at(resource, "KmsMasterKeyId", message) if {
	some resource in subject
	is_string(resource.properties.KmsMasterKeyId)
	regex.match(`alias/aws/(sns|sqs)$`, resource.properties.KmsMasterKeyId)
	services := concat(", ", sort(deliveries.senders(resource)))
	message := concat("", ["AWS's own key does not let ", services, " in, which sends"])
}
