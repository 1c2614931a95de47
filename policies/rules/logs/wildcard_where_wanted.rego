# METADATA
# title: A log group is named with all of its streams where that is wanted
# description: >-
#   CloudTrail and Step Functions take the ARN of a log group only with `:*` at its end, which Terraform's provider
#   leaves away. Without, they refuse it.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail
#   - https://docs.aws.amazon.com/step-functions/latest/apireference/API_CloudWatchLogsLogGroup.html
# custom:
#   id: FC_LOGS_050
#   severity: critical
#   category: logging
#   languages: [terraform]
#   types: [AWS::CloudTrail::Trail, AWS::StepFunctions::StateMachine]
#   attributes:
#     - CloudWatchLogsLogGroupArn
#     - LoggingConfiguration.Destinations[].CloudWatchLogsLogGroup.LogGroupArn
#   failures: [E-key_id_used_where_arn_needed]
#   remediation:
#     terraform: |
#       cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
package stackgrade.rules.logs.wildcard_where_wanted

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	count(_arns(resource)) > 0
}

fail contains findings.at(resource, path, "the ARN of the log group does not end in `:*`") if {
	some resource in subject
	some [path, arn] in _arns(resource)
	_lacks_streams(arn)
}

_arns(resource) := [[["CloudWatchLogsLogGroupArn"], resource.properties.CloudWatchLogsLogGroupArn]] if {
	resource.type == "AWS::CloudTrail::Trail"
}

_arns(resource) := [[path, destination.CloudWatchLogsLogGroup.LogGroupArn] |
	some i, destination in resource.properties.LoggingConfiguration.Destinations
	path := ["LoggingConfiguration", "Destinations", i, "CloudWatchLogsLogGroup", "LogGroupArn"]
] if {
	resource.type == "AWS::StepFunctions::StateMachine"
}

_lacks_streams(arn) if {
	resources.target(arn).source_type == "aws_cloudwatch_log_group"
	not _is_of_an_old_provider
}

_lacks_streams(arn) if {
	values.is_literal(arn)
	startswith(arn, "arn:")
	not endswith(arn, ":*")
}

# Until version 3 of the provider, the ARN of a group ended so.
# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-3-upgrade
_is_of_an_old_provider if regex.match(`^(=|~>|<)? *[12]\.`, input.terraform.required_providers.aws.version)
