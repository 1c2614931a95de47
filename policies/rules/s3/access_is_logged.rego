# METADATA
# title: Access to the buckets of a regulated stack is logged
# description: >-
#   Who read which object cannot be told after a leak, unless the bucket writes access logs or a trail records what is
#   done to its objects. PCI DSS asks for one of them (10.2).
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
# custom:
#   id: FC_S3_030
#   severity: low
#   category: logging
#   types: [AWS::S3::Bucket]
#   presence: [LoggingConfiguration]
#   companions: [AWS::CloudTrail::Trail.EventSelectors, AWS::CloudTrail::Trail.AdvancedEventSelectors]
#   when: {compliance: pci-dss}
#   failures: [E-s3_access_logging_missing]
#   also:
#     - AwsSolutions-S1
#     - CKV_AWS_18
#     - HIPAA.Security-S3BucketLoggingEnabled
#     - NIST.800.53.R4-S3BucketLoggingEnabled
#     - NIST.800.53.R5-S3BucketLoggingEnabled
#     - PCI.DSS.321-S3BucketLoggingEnabled
#     - S3_BUCKET_LOGGING_ENABLED
#     - W35
#   remediation:
#     cloudformation: |
#       LoggingConfiguration:
#         DestinationBucketName: !Ref AccessLogs
#         LogFilePrefix: orders/
#     terraform: |
#       resource "aws_s3_bucket_logging" "orders" {
#         bucket        = aws_s3_bucket.orders.id
#         target_bucket = aws_s3_bucket.access_logs.id
#         target_prefix = "orders/"
#       }
package stackgrade.rules.s3.access_is_logged

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A bucket that holds the logs of others would log the arrival of logs.
subject[bucket.address] := bucket if {
	some bucket in resources.own("AWS::S3::Bucket")
	not _holds_logs(bucket)
}

fail contains findings.missing(bucket, "nothing records who reads and writes its objects") if {
	some bucket in subject
	not resources.has(bucket, ["LoggingConfiguration"])
	not _is_recorded
}

_holds_logs(bucket) if {
	some edge in resources.edges_to(bucket.address)
	_writes_logs(edge)
}

_holds_logs(bucket) if {
	some name in [bucket.address, object.get(bucket.properties, "BucketName", "")]
	is_string(name)
	regex.match(`(?i)(access|alb|cloudfront|cloudtrail|delivery|elb|flow|trail)[-_]?logs?|logging`, name)
}

_writes_logs(edge) if regex.match(`^(LoggingConfiguration|DistributionConfig\.Logging|LogDestination)`, edge.attribute)

_writes_logs(edge) if {
	edge.attribute == "S3BucketName"
	resources.at(edge.source).type == "AWS::CloudTrail::Trail"
}

_writes_logs(edge) if resources.at(edge.source).type == "AWS::ElasticLoadBalancingV2::LoadBalancer"

# Which buckets a trail's selectors take is seldom written so that it can be compared; any of S3 counts.
_is_recorded if {
	some trail in resources.of("AWS::CloudTrail::Trail")
	some property in ["EventSelectors", "AdvancedEventSelectors"]
	walk(object.get(trail.properties, property, []), [_, "AWS::S3::Object"])
}
