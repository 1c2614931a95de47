# METADATA
# title: A bucket refuses requests without TLS
# description: >-
#   A request over plain HTTP shows its data, and its signature, to everyone on the way. S3 answers it unless
#   the bucket policy refuses.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
# custom:
#   id: FC_S3_003
#   severity: medium
#   category: encryption
#   types: [AWS::S3::Bucket]
#   presence: [WebsiteConfiguration]
#   companions: [AWS::S3::BucketPolicy.Bucket, AWS::S3::BucketPolicy.PolicyDocument]
#   failures: [E-s3_policy_missing_ssl_or_encryption_deny]
#   also:
#     - AwsSolutions-S10
#     - HIPAA.Security-S3BucketSSLRequestsOnly
#     - NIST.800.53.R4-S3BucketSSLRequestsOnly
#     - NIST.800.53.R5-S3BucketSSLRequestsOnly
#     - PCI.DSS.321-S3BucketSSLRequestsOnly
#   remediation:
#     cloudformation: |
#       PolicyDocument: # of the bucket's AWS::S3::BucketPolicy
#         Version: "2012-10-17"
#         Statement:
#           - Effect: Deny
#             Principal: "*"
#             Action: s3:*
#             Resource: [!GetAtt Data.Arn, !Sub "${Data.Arn}/*"]
#             Condition:
#               Bool:
#                 aws:SecureTransport: "false"
#     terraform: |
#       statement { # of the document that the aws_s3_bucket_policy of the bucket has
#         effect    = "Deny"
#         actions   = ["s3:*"]
#         resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
#
#         principals {
#           type        = "*"
#           identifiers = ["*"]
#         }
#
#         condition {
#           test     = "Bool"
#           variable = "aws:SecureTransport"
#           values   = ["false"]
#         }
#       }
package stackgrade.rules.s3.tls_only

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# The endpoints of websites speak HTTP alone: a policy that refuses it would close the site.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::S3::Bucket")
	not resources.has(resource, ["WebsiteConfiguration"])
}

fail contains findings.missing_beside(resource, open, "no bucket policy refuses requests without TLS") if {
	some resource in subject
	not _refuses(resource)
	open := {policy.address |
		some policy in resources.of("AWS::S3::BucketPolicy")
		_may_concern(policy.properties.Bucket, resource)
		_may_refuse(policy)
	}
}

_refuses(bucket) if {
	some policy in resources.of("AWS::S3::BucketPolicy")
	_concerns(policy.properties.Bucket, bucket)
	_denies(policy)
}

_may_refuse(policy) if values.is_unknown(policy.properties.PolicyDocument)

_may_refuse(policy) if values.is_unknown(policy.properties.PolicyDocument.Statement)

_may_refuse(policy) if {
	some statement in resources.as_list(policy.properties.PolicyDocument.Statement)
	_may_be_denial(statement)
}

_may_refuse(policy) if _denies(policy)

_may_be_denial(statement) if values.is_unknown(statement)

_may_be_denial(statement) if values.is_unknown(statement.Effect)

_may_be_denial(statement) if {
	statement.Effect == "Deny"
	walk(statement.Condition, [_, part])
	values.is_unknown(part)
}

# Of a policy that refuses requests without TLS, it may be open alone whose it is.
_denies(policy) if {
	some [_, statement] in policies.statements(policy.properties.PolicyDocument)
	statement.Effect == "Deny"
	_without_tls(statement)
}

# Names of operators and keys are taken in any case, and values alone or in a list.
_without_tls(statement) if {
	some operator, conditions in statement.Condition
	lower(operator) in {"bool", "boolifexists"}
	some key, value in conditions
	lower(key) == "aws:securetransport"
	some required in resources.as_list(value)
	required in {false, "false"}
}

_without_tls(statement) if {
	some operator, conditions in statement.Condition
	lower(operator) in {"numericlessthan", "numericlessthanifexists"}
	some key, _ in conditions
	lower(key) == "s3:tlsversion"
}

_concerns(value, bucket) if value["$ref"] == bucket.address

_concerns(value, bucket) if value == bucket.properties.BucketName

_may_concern(value, bucket) if _concerns(value, bucket)

_may_concern(value, _) if values.is_unknown(value)

_may_concern(value, bucket) if {
	is_string(value)
	name := bucket.properties.BucketName
	some one in [value, name]
	not values.is_literal(one)
}
