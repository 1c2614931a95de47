# METADATA
# title: A key lets in who sends to what it encrypts
# description: >-
#   An alarm, a rule, a bucket or a topic that sends to an encrypted topic or queue needs the key for it. When
#   the key's policy does not name the service, every message is lost, and nothing in the stack says so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
# custom:
#   id: FC_KMS_008
#   severity: high
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Action
#     - KeyPolicy.Statement[].Effect
#     - KeyPolicy.Statement[].Principal
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: cloudwatch.amazonaws.com # the one that the message names
#         Action: [kms:Decrypt, kms:GenerateDataKey*]
#         Resource: "*"
#     terraform: |
#       statement { # of the key's policy
#         actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
#         resources = ["*"]
#
#         principals {
#           type        = "Service"
#           identifiers = ["cloudwatch.amazonaws.com"] # the one that the message names
#         }
#       }
package stackgrade.rules.kms.senders_may_use_the_key

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[key.address] := key if {
	some key in resources.own("AWS::KMS::Key")
	count(_senders(key)) > 0
}

fail contains findings.at(key, "KeyPolicy", message) if {
	some key in subject
	some service in _senders(key)
	refusal := [reason |
		some action in ["kms:GenerateDataKey", "kms:Decrypt"]
		reason := keys.refusal(key, service, action)
	][0]
	message := concat("", ["the policy ", refusal, ", which sends to what the key encrypts"])
}

_senders(key) := {service |
	some target in resources.of_any(["AWS::SNS::Topic", "AWS::SQS::Queue"])
	target.properties.KmsMasterKeyId["$ref"] in keys.names(key)
	some service in deliveries.senders(target)
}
