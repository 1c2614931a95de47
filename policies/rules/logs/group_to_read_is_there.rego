# METADATA
# title: A filter reads a log group that is there
# description: >-
#   CloudWatch Logs refuses a metric filter or a subscription for a log group that does not exist. A stack that has to
#   deploy on its own finds none in its account, and Lambda makes the group of a function with its first call, which
#   comes after the deployment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
#   - https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
# custom:
#   id: FC_LOGS_080
#   severity: high
#   category: operations
#   types: [AWS::Logs::MetricFilter, AWS::Logs::SubscriptionFilter]
#   attributes: [LogGroupName]
#   companions: [AWS::Logs::LogGroup.LogGroupName]
#   failures: [F-001-13.1]
#   remediation:
#     cloudformation: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: /orders/application
#           RetentionInDays: 30
#       Errors:
#         Type: AWS::Logs::MetricFilter
#         Properties:
#           LogGroupName: !Ref Logs
#     terraform: |
#       resource "aws_cloudwatch_log_group" "logs" {
#         name              = "/orders/application"
#         retention_in_days = 30
#       }
#
#       resource "aws_cloudwatch_log_metric_filter" "errors" {
#         log_group_name = aws_cloudwatch_log_group.logs.name
#       }
package stackgrade.rules.logs.group_to_read_is_there

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[filter.address] := filter if {
	some filter in resources.own_any(metadata.custom.types)
	resources.has(filter, ["LogGroupName"])
}

fail contains findings.missing(filter, "no log group of the stack is the one that it reads") if {
	input.profile.self_contained
	some filter in subject
	name := _made_by_nobody[filter.address]
	not _function_of[name]
}

fail contains findings.missing(filter, message) if {
	some filter in subject
	function := _function_of[_made_by_nobody[filter.address]]
	message := concat("", ["the group of ", function, " is not there before its first call"])
}

# The names that no log group of the stack has. Whoever fills one in knows a group of that name, a function says which
# one another stack made, and some services make theirs together with what writes to it.
_made_by_nobody[filter.address] := lower(name) if {
	some filter in subject
	name := filter.properties.LogGroupName
	is_string(name)
	not lower(name) in log_groups.names
	not contains(name, "${Fn::")
	not regex.match(`^(/aws/(rds|eks)/|API-Gateway-Execution-Logs_)`, name)
	every parameter in resources.parameters(filter, "LogGroupName") {
		input.parameters[parameter].value != name
	}
}

# What a custom resource calls has been called during the deployment.
_function_of[lower(concat("/", ["/aws/lambda", name]))] := function.address if {
	some function in resources.own("AWS::Lambda::Function")
	some name in log_groups.spellings(function, "FunctionName")
	every edge in resources.edges_to(function.address) {
		edge.attribute != "ServiceToken"
	}
}
