# METADATA
# title: Something calls a function, or learns of it
# description: >-
#   A function without a trigger, that no output names and no policy lets anybody call, is deployed and never runs.
#   Mostly the producer is there, and the connection between the two was forgotten.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
# custom:
#   id: FC_LAMBDA_033
#   severity: medium
#   category: operations
#   types: [AWS::Lambda::Function]
#   companions: [AWS::Lambda::EventSourceMapping.FunctionName, AWS::Lambda::Permission.FunctionName]
#   failures: [E-missing_event_trigger]
#   remediation:
#     cloudformation: |
#       Trigger:
#         Type: AWS::Lambda::EventSourceMapping
#         Properties:
#           FunctionName: !Ref Function
#           EventSourceArn: !GetAtt Orders.Arn
#     terraform: |
#       resource "aws_lambda_event_source_mapping" "trigger" {
#         function_name    = aws_lambda_function.function.arn
#         event_source_arn = aws_sqs_queue.orders.arn
#       }
package stackgrade.rules.lambda.something_calls_it

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(function, "nothing calls it, and nobody is told of it") if {
	some function in resources.own("AWS::Lambda::Function")
	every called in _handles(function) {
		not outputs.tell_of(called)
		not _is_used(called)
	}
	not _is_named(function)
}

# The function itself, and the versions and aliases that stand for it.
_handles(function) := array.concat([function], [handle |
	some type in ["AWS::Lambda::Version", "AWS::Lambda::Alias"]
	some handle in resources.referrers(function.address, type)
])

_is_used(called) if {
	some edge in resources.edges_to(called.address)
	edge.source != called.address
	not resources.at(edge.source).type in _onlookers
}

# What is not made here, by a count of zero, may call it elsewhere, and what Terraform itself does calls it at once.
_is_used(called) if called.address in input.terraform.mentioned

# A condition that does not hold here may use it elsewhere.
_is_used(called) if {
	some address, _ in input.resources
	called.address in texts.under_conditions[address]
}

# By its name, in the definition of a state machine or in the code of another function.
_is_named(function) if {
	name := log_groups.spelled(function.properties.FunctionName)
	count(name) > 3
	some other in input.resources
	other.address != function.address
	not other.type in _onlookers
	some [_, text] in texts.of[other.address]
	contains(text, name)
}

# What watches a function, or says how it runs, does not call it.
_onlookers := {
	"AWS::CloudWatch::Alarm",
	"AWS::CloudWatch::Dashboard",
	"AWS::Lambda::Alias",
	"AWS::Lambda::EventInvokeConfig",
	"AWS::Lambda::Version",
	"AWS::Logs::LogGroup",
	"AWS::Logs::MetricFilter",
	"Custom::LogRetention",
}
