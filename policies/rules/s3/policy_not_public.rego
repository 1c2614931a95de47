# METADATA
# title: A bucket policy does not open the bucket to everyone
# description: >-
#   An Allow for the principal `*` without a condition on who asks lets anybody on the internet read or write the
#   objects. A condition on the `Referer` is none: anybody can send that header. Nor is one that holds for every
#   address or account.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
# custom:
#   id: FC_S3_006
#   severity: critical
#   category: access
#   types: [AWS::S3::BucketPolicy]
#   attributes:
#     - PolicyDocument.Statement[].Principal
#     - PolicyDocument.Statement[].Effect
#   presence: ["PolicyDocument.Statement[].NotPrincipal"]
#   failures: [E-s3_public_read]
#   also: [CKV_AWS_70, F16, S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL]
#   remediation:
#     cloudformation: |
#       Principal: # what everyone is to read is better read by a distribution, and by everyone from there
#         AWS: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:root
#     terraform: |
#       # what everyone is to read is better read by a distribution, and by everyone from there
#       principals {
#         type        = "AWS"
#         identifiers = [data.aws_caller_identity.current.account_id]
#       }
package stackgrade.rules.s3.policy_not_public

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, array.concat(["PolicyDocument"], path), "everyone is allowed in") if {
	some resource in resources.of("AWS::S3::BucketPolicy")
	some [path, statement] in policies.statements(resource.properties.PolicyDocument)
	statement.Effect == "Allow"
	policies.admits_everyone(statement)
	not _asks_who(statement)
}

_asks_who(statement) if {
	some operator, conditions in statement.Condition
	some key, value in conditions
	not lower(key) in _says_nothing_of_who
	not _holds_for_everyone(operator, value)
}

_holds_for_everyone(operator, value) if {
	not contains(operator, "Not")
	some one in resources.as_list(value)
	is_string(one)
	regex.match(`^(\*|arn:[^:]*:(iam|sts)::\*.*|0\.0\.0\.0/0|::/0)$`, one)
}

# Anybody can send any header, and what is asked for and how says nothing of who asks.
_says_nothing_of_who := {
	"aws:referer",
	"aws:securetransport",
	"aws:useragent",
	"s3:authtype",
	"s3:delimiter",
	"s3:max-keys",
	"s3:prefix",
	"s3:signatureversion",
	"s3:tlsversion",
	"s3:x-amz-acl",
	"s3:x-amz-server-side-encryption",
}
