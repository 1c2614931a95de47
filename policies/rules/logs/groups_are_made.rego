# METADATA
# title: The stack makes the log groups that it writes to
# description: >-
#   Lambda and the CloudWatch agent make a group that is missing, and keep what is in it for ever. ECS makes none unless
#   it is told to: the task does not start.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
# custom:
#   id: FC_LOGS_004
#   severity: low
#   category: logging
#   types:
#     - AWS::AutoScaling::LaunchConfiguration
#     - AWS::EC2::Instance
#     - AWS::EC2::LaunchTemplate
#     - AWS::ECS::TaskDefinition
#     - AWS::Lambda::Function
#   presence: [LoggingConfig.LogGroup, "ContainerDefinitions[].LogConfiguration.Options"]
#   companions: [AWS::Logs::LogGroup.LogGroupName]
#   failures: [F-001-13.1]
#   remediation:
#     cloudformation: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           RetentionInDays: 30
#       Function:
#         Type: AWS::Lambda::Function
#         Properties:
#           LoggingConfig:
#             LogGroup: !Ref Logs
#     AWS::AutoScaling::LaunchConfiguration: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: /shop/nginx # what the agent's log_group_name says
#           RetentionInDays: 30
#     AWS::EC2::Instance: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: /shop/nginx # what the agent's log_group_name says
#           RetentionInDays: 30
#     AWS::EC2::LaunchTemplate: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: /shop/nginx # what the agent's log_group_name says
#           RetentionInDays: 30
#     AWS::ECS::TaskDefinition: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           LogGroupName: /ecs/orders # what awslogs-group says
#           RetentionInDays: 30
#     AWS::Serverless::Function: |
#       Logs:
#         Type: AWS::Logs::LogGroup
#         Properties:
#           RetentionInDays: 30
#       Function:
#         Type: AWS::Serverless::Function
#         Properties:
#           LoggingConfig:
#             LogGroup: !Ref Logs
#     terraform: |
#       resource "aws_cloudwatch_log_group" "function" {
#         name              = "/aws/lambda/orders"
#         retention_in_days = 30
#       }
#
#       resource "aws_lambda_function" "function" {
#         function_name = "orders"
#         depends_on    = [aws_cloudwatch_log_group.function]
#       }
#     aws_instance: |
#       resource "aws_cloudwatch_log_group" "nginx" {
#         name              = "/shop/nginx" # what the agent's log_group_name says
#         retention_in_days = 30
#       }
#     aws_launch_configuration: |
#       resource "aws_cloudwatch_log_group" "nginx" {
#         name              = "/shop/nginx" # what the agent's log_group_name says
#         retention_in_days = 30
#       }
#     aws_launch_template: |
#       resource "aws_cloudwatch_log_group" "nginx" {
#         name              = "/shop/nginx" # what the agent's log_group_name says
#         retention_in_days = 30
#       }
package stackgrade.rules.logs.groups_are_made

import data.stackgrade.lib.callers
import data.stackgrade.lib.findings
import data.stackgrade.lib.instances
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.resources
import data.stackgrade.lib.user_data

metadata := rego.metadata.chain()[1].annotations

# What backs a custom resource runs when the stack is deployed, and has little to say. CloudFront's functions write in
# the regions that they are called in.
subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	not callers.at_the_edge(resource)
	every edge in resources.edges_to(resource.address) {
		edge.attribute != "ServiceToken"
	}
}

subject[resource.address] := resource if {
	some resource in resources.own("AWS::ECS::TaskDefinition")
	some container in resource.properties.ContainerDefinitions
	container.LogConfiguration.LogDriver == "awslogs"
}

subject[resource.address] := resource if {
	some resource in resources.own_any(instances.types)
	count(_of_agent(resource)) > 0
}

fail contains findings.missing(resource, "no log group of the stack takes the function's logs") if {
	some resource in subject
	resource.type == "AWS::Lambda::Function"
	not resources.has(resource, ["LoggingConfig", "LogGroup"])
	every name in log_groups.spellings(resource, "FunctionName") {
		not lower(concat("/", ["/aws/lambda", name])) in log_groups.names
	}
}

fail contains findings.missing(resource, "no log group of the stack is the one that the container writes to") if {
	some resource in subject
	some container in resource.properties.ContainerDefinitions
	container.LogConfiguration.LogDriver == "awslogs"
	options := container.LogConfiguration.Options
	not object.get(options, "awslogs-create-group", "false") in {"true", true}
	name := options["awslogs-group"]
	is_string(name)
	not lower(name) in log_groups.names
	not _is_of_another_stack(name)
}

fail contains findings.missing(resource, message) if {
	some resource in subject
	names := {name | some name in _of_agent(resource); not _is_made(name)}
	count(names) > 0
	message := concat("", ["no log group of the stack takes what the agent sends to ", concat(" and ", sort(names))])
}

# The groups that the CloudWatch agent writes to, unless it limits how long it keeps them. Those that it names after the
# instance cannot be made before.
_of_agent(resource) := {found[1] |
	text := user_data.text(resource)
	not contains(text, "retention_in_days")
	some found in regex.find_all_string_submatch_n(`log_group_name\\?"\s*:\s*\\?"([\w/${}.:#-]+)`, text, -1)
	not regex.match(`(^|[^$])\{`, found[1])
}

_is_made(name) if lower(name) in log_groups.names

_is_made(name) if {
	some group in resources.of("AWS::Logs::LogGroup")
	startswith(name, concat("", ["${", group.address]))
}

_is_of_another_stack(name) if contains(name, "${Fn::")
