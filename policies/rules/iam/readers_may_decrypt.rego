# METADATA
# title: Who may read what a key encrypts may use the key
# description: >-
#   A secret, queue or bucket that is encrypted with a key of one's own is read with the key. A role that may
#   read it and not decrypt is denied at run time, with an error of KMS.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
#   - https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
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
#         Action: kms:Decrypt
#         Resource: !GetAtt Key.Arn
#     terraform: |
#       actions   = ["kms:Decrypt"]
#       resources = [aws_kms_key.key.arn]
package stackgrade.rules.iam.readers_may_decrypt

import data.stackgrade.lib.findings
import data.stackgrade.lib.keys
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

subject[address] := input.resources[address] if some [address, _, _] in _read

fail contains findings.missing(role, message) if {
	some [reader, address, what] in _read
	role := input.resources[reader]
	not roles.allows(role, "kms:Decrypt")
	key := resources.at(address)
	not _names(key, role)
	message := concat("", ["the role may read ", what, ", and may not decrypt with ", key.address])
}

# The addresses of each role, of each key that encrypts what one of its statements lets it read, and of that.
_read contains [role.address, key.address, edge.target] if {
	some role in resources.own("AWS::IAM::Role")
	some holder in roles.holders(role)
	some [path, statement] in policies.granted(holder)
	some edge in resources.edges_from(holder.address)
	startswith(edge.attribute, concat("", [findings.path(path), ".Resource"]))
	target := resources.at(edge.target)
	some key in resources.of("AWS::KMS::Key")
	some id in _key_ids(target)
	id["$ref"] in keys.names(key)
	roles.covers(statement, _reading[target.type])
}

_key_ids(target) := {target.properties.KmsKeyId} if target.type == "AWS::SecretsManager::Secret"

_key_ids(target) := {target.properties.KmsMasterKeyId} if target.type == "AWS::SQS::Queue"

_key_ids(target) := {rule.ServerSideEncryptionByDefault.KMSMasterKeyID |
	some rule in resources.get(target, ["BucketEncryption", "ServerSideEncryptionConfiguration"], [])
} if {
	target.type == "AWS::S3::Bucket"
}

_reading := {
	"AWS::S3::Bucket": "s3:GetObject",
	"AWS::SQS::Queue": "sqs:ReceiveMessage",
	"AWS::SecretsManager::Secret": "secretsmanager:GetSecretValue",
}

# The key's own policy may name the role, or everyone that comes through a service.
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

_names(key, _) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	policies.is_public(statement)
}
