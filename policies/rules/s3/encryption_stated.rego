# METADATA
# title: A bucket states how it is encrypted
# description: >-
#   S3 encrypts with a key of its own when nothing is said. Who may read the data is then a question of the
#   bucket alone; with a KMS key, the key decides as well, and each use of it is logged.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryption.html
# custom:
#   id: FC_S3_002
#   severity: low
#   category: encryption
#   types: [AWS::S3::Bucket]
#   presence: [BucketEncryption]
#   failures: [E-s3_encryption_missing]
#   also:
#     - AwsSolutions-S3
#     - HIPAA.Security-S3BucketServerSideEncryptionEnabled
#     - NIST.800.53.R4-S3BucketServerSideEncryptionEnabled
#     - NIST.800.53.R5-S3BucketServerSideEncryptionEnabled
#     - PCI.DSS.321-S3BucketServerSideEncryptionEnabled
#     - S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED
#     - W41
#   remediation:
#     cloudformation: |
#       # aws:kms, where a key is to decide as well; not for what is read without an account or by an origin access
#       # identity, and not for logs that a load balancer or S3 itself delivers
#       BucketEncryption:
#         ServerSideEncryptionConfiguration:
#           - ServerSideEncryptionByDefault:
#               SSEAlgorithm: AES256
#     terraform: |
#       # aws:kms, where a key is to decide as well; not for what is read without an account or by an origin access
#       # identity, and not for logs that a load balancer or S3 itself delivers
#       resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
#         bucket = aws_s3_bucket.data.id
#
#         rule {
#           apply_server_side_encryption_by_default {
#             sse_algorithm = "AES256"
#           }
#         }
#       }
package stackgrade.rules.s3.encryption_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "BucketEncryption", "encryption is left to the default") if {
	some resource in resources.of("AWS::S3::Bucket")
	not resources.has(resource, ["BucketEncryption"])
}

fail contains findings.at(resource, "BucketEncryption", "encryption is left to the default") if {
	some resource in resources.of("AWS::S3::Bucket")
	rules := resource.properties.BucketEncryption.ServerSideEncryptionConfiguration
	is_array(rules)
	every rule in rules {
		_says_nothing(rule)
	}
}

_says_nothing(rule) if {
	not rule.ServerSideEncryptionByDefault
	not values.is_unknown(rule)
}

_says_nothing(rule) if {
	algorithm := rule.ServerSideEncryptionByDefault.SSEAlgorithm
	values.is_literal(algorithm)
	not algorithm in {"AES256", "aws:kms", "aws:kms:dsse"}
}
