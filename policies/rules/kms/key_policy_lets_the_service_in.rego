# METADATA
# title: A key lets in the services that encrypt with it
# description: >-
#   CloudWatch Logs and CloudTrail use a key in their own name. When the key's policy does not name them, leaves out
#   an action, or has a condition for other log groups, creating the log group or the trail fails with a message
#   that does not mention the policy.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
#   - https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
# custom:
#   id: FC_KMS_002
#   severity: critical
#   category: access
#   types: [AWS::KMS::Key]
#   attributes:
#     - KeyPolicy.Statement[].Action
#     - KeyPolicy.Statement[].Condition
#     - KeyPolicy.Statement[].Effect
#     - KeyPolicy.Statement[].Principal
#   failures: [F-000-04]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Principal:
#           Service: !Sub logs.${AWS::Region}.amazonaws.com # the one that the message names; the condition is for logs
#         Action: [kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*]
#         Resource: "*"
#         Condition:
#           ArnLike:
#             kms:EncryptionContext:aws:logs:arn: !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*
#     terraform: |
#       statement { # of the key's policy
#         actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
#         resources = ["*"]
#
#         principals {
#           type        = "Service"
#           identifiers = ["logs.${data.aws_region.current.name}.amazonaws.com"] # the one that the message names
#         }
#       }
package stackgrade.rules.kms.key_policy_lets_the_service_in

import data.stackgrade.lib.arns
import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[key.address] := key if some [key, _, _] in _used

fail contains findings.at(key, "KeyPolicy", message) if {
	some [key, _, use] in _used
	refusal := [reason |
		some action in use.actions
		reason := keys.refusal(key, use.service, action)
	][0]
	message := concat("", ["the policy ", refusal, ", which encrypts with the key"])
}

fail contains findings.at(key, "KeyPolicy", message) if {
	some [key, user, use] in _used
	name := log_groups.spelled(user.properties[use.name])
	statements := keys.admitting(key, use.service)
	count(statements) > 0
	every statement in statements {
		_is_for_others(statement, use, concat("", [use.kind, name]))
	}
	message := concat("", ["the policy lets ", use.service, " in for others than ", name, " alone"])
}

# What uses a key in the name of a service: the property that names the key, what the service does with it, the keys
# of conditions that say for whom, and what stands for the resource there.
_services := {
	"AWS::Logs::LogGroup": {
		"service": "logs",
		"property": "KmsKeyId",
		"actions": ["kms:GenerateDataKey", "kms:Decrypt", "kms:Encrypt"],
		"conditions": {"kms:encryptioncontext:aws:logs:arn", "aws:sourcearn"},
		"kind": "log-group:",
		"name": "LogGroupName",
	},
	"AWS::CloudTrail::Trail": {
		"service": "cloudtrail",
		"property": "KMSKeyId",
		"actions": ["kms:GenerateDataKey"],
		"conditions": {"kms:encryptioncontext:aws:cloudtrail:arn", "aws:sourcearn"},
		"kind": "trail/",
		"name": "TrailName",
	},
}

_used := [[key, user, use] |
	some type, use in _services
	some user in resources.of(type)
	some key in resources.own("AWS::KMS::Key")
	user.properties[use.property]["$ref"] in keys.names(key)
]

_is_for_others(statement, use, resource) if {
	some operator, conditions in statement.Condition
	some name, patterns in conditions
	lower(name) in use.conditions
	every pattern in resources.as_list(patterns) {
		_leaves_out(operator, pattern, resource)
	}
}

_leaves_out(operator, pattern, resource) if {
	operator in {"ArnEquals", "ArnLike", "StringEquals", "StringLike"}
	arns.leaves_out(pattern, resource)
}

# A star means itself there, and no ARN has one.
_leaves_out("StringEquals", pattern, _) if contains(pattern, "*")
