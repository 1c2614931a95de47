# METADATA
# title: A firewall logs to what is named for it
# description: >-
#   The log group, bucket or delivery stream that takes the logs of a firewall has a name that begins with
#   `aws-waf-logs-`. Any other is refused, a name that AWS makes up among them.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
#   - https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html
# custom:
#   id: FC_WAF_051
#   severity: critical
#   category: logging
#   types: [AWS::WAFv2::LoggingConfiguration]
#   attributes:
#     - LogDestinationConfigs
#     - AWS::KinesisFirehose::DeliveryStream.DeliveryStreamName
#     - AWS::Logs::LogGroup.LogGroupName
#     - AWS::S3::Bucket.BucketName
#   failures: [E-invalid_name_format]
#   remediation:
#     cloudformation: |
#       LogGroupName: !Sub aws-waf-logs-${AWS::StackName}
#     terraform: |
#       name = "aws-waf-logs-${var.environment}"
package stackgrade.rules.wafv2.logs_go_where_they_may

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(logging, ["LogDestinationConfigs", i], "its name does not begin with aws-waf-logs-") if {
	some logging in resources.own("AWS::WAFv2::LoggingConfiguration")
	some i, destination in logging.properties.LogDestinationConfigs
	not _begins_so(_name(resources.target(destination)))
}

_name(resource) := names.physical(resource)

_name(resource) := _prefix(resource) if not names.physical(resource)

_prefix(resource) := resource.raw.bucket_prefix

_prefix(resource) := resource.raw.name_prefix

# What AWS makes up.
_prefix(resource) := "" if {
	not resource.raw.bucket_prefix
	not resource.raw.name_prefix
}

_begins_so(name) if startswith(name, "aws-waf-logs-")

# What a name begins with that begins with a token is not told.
_begins_so(name) if startswith(name, "${")

_begins_so(name) if is_object(name)
