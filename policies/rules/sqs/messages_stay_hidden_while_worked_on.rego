# METADATA
# title: Messages stay hidden while a function works on them
# description: >-
#   A message that shows up again while a function still works on it is worked on twice. Lambda refuses to read
#   from a
#   queue whose visibility timeout is shorter than the timeout of the function.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
# custom:
#   id: FC_SQS_050
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::EventSourceMapping]
#   attributes: [AWS::Lambda::Function.Timeout, AWS::SQS::Queue.VisibilityTimeout]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       VisibilityTimeout: 360 # six times the timeout of the function
#     terraform: |
#       visibility_timeout_seconds = 360 # six times the timeout of the function
package stackgrade.rules.sqs.messages_stay_hidden_while_worked_on

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[mapping.address] := mapping if {
	some mapping in resources.own("AWS::Lambda::EventSourceMapping")
	_queue(mapping)
	_function(mapping)
}

fail contains findings.at(mapping, "EventSourceArn", message) if {
	some mapping in subject
	hidden := object.get(_queue(mapping).properties, "VisibilityTimeout", 30)
	is_number(hidden)
	works := object.get(_function(mapping).properties, "Timeout", 3)
	is_number(works)
	hidden < works
	message := concat("", [
		"messages of the queue are hidden for ",
		format_int(hidden, 10),
		" seconds, and the function may work for ",
		format_int(works, 10),
	])
}

_queue(mapping) := queue if {
	queue := resources.target(mapping.properties.EventSourceArn)
	queue.type == "AWS::SQS::Queue"
}

_function(mapping) := function if {
	function := resources.target(mapping.properties.FunctionName)
	function.type == "AWS::Lambda::Function"
}
