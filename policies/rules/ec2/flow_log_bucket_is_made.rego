# METADATA
# title: A stack that deploys on its own makes the bucket of its flow logs
# description: >-
#   A flow log to a bucket that is written down by its ARN needs this bucket before. In an account without it EC2
#   refuses the flow log, and the deployment fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-create-flow-log.html
#   - https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html
# custom:
#   id: FC_EC2_061
#   severity: critical
#   category: interface
#   types: [AWS::EC2::FlowLog]
#   attributes: [LogDestination, LogDestinationType]
#   companions: [AWS::S3::Bucket.BucketName]
#   when: {self_contained: true}
#   failures: [E-template_requires_preexisting_resource]
#   remediation:
#     cloudformation: |
#       LogDestinationType: s3
#       LogDestination: !GetAtt FlowLogs.Arn # of an AWS::S3::Bucket that the stack makes
#     terraform: |
#       log_destination_type = "s3"
#       log_destination      = aws_s3_bucket.flow_logs.arn
package stackgrade.rules.ec2.flow_log_bucket_is_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[log.address] := log if {
	some log in resources.own("AWS::EC2::FlowLog")
	log.properties.LogDestinationType == "s3"
}

fail contains findings.at(log, "LogDestination", "the stack does not make the bucket that the flow log goes to") if {
	some log in subject
	every edge in resources.edges_from(log.address) {
		edge.attribute != "LogDestination"
	}
	name := _bucket(log.properties.LogDestination)
	names.is_comparable(name)
	not names.is_given(log, "LogDestination", name)
	every bucket in resources.of("AWS::S3::Bucket") {
		not _may_be_called(bucket, name)
	}
}

# A name that begins with what is written out: what is filled in as a whole is for who gives it.
_bucket(destination) := found[0][1] if {
	found := regex.find_all_string_submatch_n(_arn, destination, 1)
}

_arn := `^arn:(?:aws[a-z-]*|\$\{AWS::Partition\}|\$\{data\.aws_partition[^}]*\}):s3:::([a-z0-9][^/]*)`

# Whatever is filled in.
_may_be_called(bucket, name) if {
	every part in values.said(bucket.properties.BucketName) {
		contains(name, part)
	}
}
