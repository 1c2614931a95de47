# METADATA
# title: A bucket for access logs is encrypted with keys of S3
# description: >-
#   Application load balancers and S3 write their access logs with no key of KMS. Where the bucket wants one, the load
#   balancer's logs cannot be switched on, and those of a bucket never arrive.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
# custom:
#   id: FC_S3_015
#   severity: high
#   category: logging
#   types: [AWS::S3::Bucket]
#   attributes:
#     - BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.SSEAlgorithm
#   failures: [E-missing_bucket_policy_for_service_delivery]
#   remediation:
#     cloudformation: |
#       BucketEncryption:
#         ServerSideEncryptionConfiguration:
#           - ServerSideEncryptionByDefault:
#               SSEAlgorithm: AES256
#     terraform: |
#       apply_server_side_encryption_by_default {
#         sse_algorithm = "AES256"
#       }
package stackgrade.rules.s3.access_logs_can_be_written

import data.stackgrade.lib.deliveries
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[bucket.address] := bucket if {
	some address, _ in _writers
	bucket := input.resources[address]
}

fail contains findings.at(bucket, ["BucketEncryption", "ServerSideEncryptionConfiguration", i], message) if {
	some address, writers in _writers
	bucket := input.resources[address]
	some i, rule in bucket.properties.BucketEncryption.ServerSideEncryptionConfiguration
	startswith(rule.ServerSideEncryptionByDefault.SSEAlgorithm, "aws:kms")
	message := concat("", [concat(", ", sort(writers)), " cannot write where a key of KMS is wanted"])
}

# By the address of the bucket that they write to.
_writers[delivery.bucket.address] contains "a load balancer" if {
	some delivery in deliveries.to_buckets
	not delivery.bucket.foreign
	delivery.source.type == "AWS::ElasticLoadBalancingV2::LoadBalancer"
	object.get(delivery.source.properties, "Type", "application") == "application"
}

_writers[bucket.address] contains "S3" if {
	some source in resources.of("AWS::S3::Bucket")
	bucket := resources.target(source.properties.LoggingConfiguration.DestinationBucketName)
	bucket.type == "AWS::S3::Bucket"
	not bucket.foreign
}
