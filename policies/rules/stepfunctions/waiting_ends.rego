# METADATA
# title: A task that waits for an answer does not wait for ever
# description: >-
#   When the answer is lost, an execution without a timeout waits for a year, and nobody is told. AWS's own advice is a
#   timeout for each task that waits for an activity or for its token.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
#   - https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
# custom:
#   id: FC_STATES_002
#   severity: medium
#   category: operations
#   types: [AWS::StepFunctions::StateMachine]
#   presence: [Definition.States, DefinitionString.States]
#   failures: [E-sfn_definition_error]
#   remediation:
#     cloudformation: |
#       Type: Task
#       Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
#       TimeoutSeconds: 86400 # or HeartbeatSeconds, which a worker that is still busy extends
#     terraform: |
#       Type           = "Task"
#       Resource       = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"
#       TimeoutSeconds = 86400 # or HeartbeatSeconds, which a worker that is still busy extends
package stackgrade.rules.stepfunctions.waiting_ends

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[machine.address] := machine if {
	some machine in resources.of("AWS::StepFunctions::StateMachine")
	some name in ["Definition", "DefinitionString"]
	_concerns(machine.properties[name])
}

_concerns(definition) if definition["$unknown"]

_concerns(definition) if {
	walk(definition, [_, state])
	_waits(state)
}

fail contains findings.proven_at(machine, path, "the task waits for ever when no answer comes") if {
	some machine in subject
	some name in ["Definition", "DefinitionString"]
	not machine.properties[name].TimeoutSeconds
	walk(machine.properties[name], [inside, state])
	_waits(state)
	every limit in ["TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"] {
		not limit in object.keys(state)
	}
	path := array.concat([name], inside)
}

_waits(state) if {
	state.Type == "Task"
	endswith(state.Resource, ".waitForTaskToken")
}

_waits(state) if {
	state.Type == "Task"
	regex.match(`^arn:[^:]+:states:[^:]+:[^:]+:activity:`, state.Resource)
}

_waits(state) if {
	state.Type == "Task"
	resources.at(state.Resource["$ref"]).type == "AWS::StepFunctions::Activity"
}
