# METADATA
# title: Who may read or write what a key encrypts may use the key
# description: >-
#   What is encrypted with a key of one's own is read and written with the key. A role that may read a secret, queue,
#   stream or bucket and not decrypt, or write to it and have no data key, is denied at run time, with an error of KMS.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
#   - https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
#   - https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
# custom:
#   id: FC_IAM_021
#   severity: high
#   category: access
#   types: [AWS::IAM::Role]
#   attributes:
#     - ManagedPolicyArns[]
#     - Policies[].PolicyDocument.Statement[].Action
#     - Policies[].PolicyDocument.Statement[].Effect
#     - Policies[].PolicyDocument.Statement[].Resource
#   companions:
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::ManagedPolicy.Roles[]
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Action
#     - AWS::IAM::Policy.Roles[]
#     - AWS::IAM::RolePolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::RolePolicy.RoleName
#     - AWS::KMS::Key.KeyPolicy.Statement[].Principal
#   failures: [F-001-07.2]
#   remediation:
#     cloudformation: |
#       - Effect: Allow
#         Action: [kms:Decrypt, kms:GenerateDataKey] # the latter for what writes
#         Resource: !GetAtt Key.Arn
#     terraform: |
#       actions   = ["kms:Decrypt", "kms:GenerateDataKey"] # the latter for what writes
#       resources = [aws_kms_key.key.arn]
package stackgrade.rules.iam.readers_may_decrypt

import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

subject[address] := input.resources[address] if some [address, _, _, _] in _done

fail contains findings.missing(role, message) if {
	some [worker, address, what, verb] in _done
	role := input.resources[worker]
	not roles.allows(role, _with_the_key[verb])
	key := resources.at(address)
	not _names(key, role)
	message := concat("", [
		"the role may ", verb, " ", what, ", and is not allowed ", _with_the_key[verb], " with ", key.address,
	])
}

# The addresses of each role, of each key that encrypts what one of its statements lets it read or write, and of that.
_done contains [role.address, key.address, edge.target, verb] if {
	some role in resources.own("AWS::IAM::Role")
	not _is_of_config(role)
	some holder in roles.holders(role)
	some [path, statement] in policies.granted(holder)
	some edge in resources.edges_from(holder.address)
	startswith(edge.attribute, concat("", [findings.path(path), ".Resource"]))
	target := resources.at(edge.target)
	some key in resources.of("AWS::KMS::Key")
	some id in _key_ids(target)
	id["$ref"] in keys.names(key)
	some verb, action in _actions[target.type]
	roles.covers(statement, action)
}

_with_the_key := {"read": "kms:Decrypt", "write to": "kms:GenerateDataKey"}

_key_ids(target) := {target.properties.KmsKeyId} if target.type == "AWS::SecretsManager::Secret"

_key_ids(target) := {target.properties.KmsMasterKeyId} if target.type in {"AWS::SNS::Topic", "AWS::SQS::Queue"}

_key_ids(target) := {target.properties.StreamEncryption.KeyId} if target.type == "AWS::Kinesis::Stream"

_key_ids(target) := {rule.ServerSideEncryptionByDefault.KMSMasterKeyID |
	some rule in resources.get(target, ["BucketEncryption", "ServerSideEncryptionConfiguration"], [])
} if {
	target.type == "AWS::S3::Bucket"
}

_actions := {
	"AWS::Kinesis::Stream": {"read": "kinesis:GetRecords", "write to": "kinesis:PutRecord"},
	"AWS::S3::Bucket": {"read": "s3:GetObject", "write to": "s3:PutObject"},
	"AWS::SNS::Topic": {"write to": "sns:Publish"},
	"AWS::SQS::Queue": {"read": "sqs:ReceiveMessage", "write to": "sqs:SendMessage"},
	"AWS::SecretsManager::Secret": {"read": "secretsmanager:GetSecretValue"},
}

# Config may use the key in its own name instead.
_is_of_config(role) if count(resources.referrers(role.address, "AWS::Config::ConfigurationRecorder")) > 0

# The key's own policy may name the role, or everyone that comes through a service, and so may a grant.
_names(key, role) if {
	some edge in resources.edges_to(role.address)
	edge.source == key.address
}

_names(key, role) if {
	is_string(role.properties.RoleName)
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	some principal in resources.as_list(object.get(statement, ["Principal", "AWS"], []))
	endswith(principal, concat("", ["/", role.properties.RoleName]))
}

_names(key, role) if {
	some grant in resources.of("aws_kms_grant")
	grant.properties.KeyId["$ref"] in keys.names(key)
	grant.properties.GranteePrincipal["$ref"] == role.address
}

_names(key, _) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	policies.is_public(statement)
}
