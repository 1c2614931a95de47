# METADATA
# title: A state machine handles the errors of its tasks
# description: >-
#   A task that fails ends the whole execution. That a service is busy, or fails over, for a moment is common, and AWS's
#   own advice is to expect it: repeat the task, or lead the error to a state that deals with it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
#   - https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
# custom:
#   id: FC_STATES_003
#   severity: low
#   category: operations
#   types: [AWS::StepFunctions::StateMachine]
#   presence: [Definition.States, DefinitionString.States]
#   failures: [E-sfn_definition_error]
#   remediation:
#     cloudformation: |
#       Retry:
#         - ErrorEquals: [Lambda.TooManyRequestsException, Lambda.ServiceException, States.Timeout]
#           IntervalSeconds: 2
#           BackoffRate: 2
#           MaxAttempts: 6
#       Catch:
#         - ErrorEquals: [States.ALL]
#           Next: Failed
#     terraform: |
#       Retry = [{
#         ErrorEquals     = ["Lambda.TooManyRequestsException", "Lambda.ServiceException", "States.Timeout"]
#         IntervalSeconds = 2
#         BackoffRate     = 2
#         MaxAttempts     = 6
#       }]
#       Catch = [{ ErrorEquals = ["States.ALL"], Next = "Failed" }]
package stackgrade.rules.stepfunctions.errors_are_handled

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
	state.Type == "Task"
}

fail contains findings.at(machine, name, "no task of it is repeated, and no error is caught") if {
	some machine in subject
	some name in ["Definition", "DefinitionString"]
	machine.properties[name]
	not _handles(machine.properties[name])
}

_handles(definition) if {
	walk(definition, [_, state])
	some handler in ["Retry", "Catch"]
	count(state[handler]) > 0
}

# What is out of sight may.
_handles(definition) if {
	walk(definition, [path, state])
	path[count(path) - 2] == "States"
	state["$unknown"]
}
