# METADATA
# title: An express workflow waits for no job and no answer
# description: >-
#   Express workflows start jobs and do not wait for their end, and take no answers by a token or from activities. A
#   definition that wants it is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
# custom:
#   id: FC_STATES_050
#   severity: critical
#   category: operations
#   types: [AWS::StepFunctions::StateMachine]
#   attributes: [StateMachineType]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       StateMachineType: STANDARD
#     terraform: |
#       type = "STANDARD"
package stackgrade.rules.stepfunctions.express_does_not_wait

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[machine.address] := machine if {
	some machine in resources.own("AWS::StepFunctions::StateMachine")
	object.get(machine.properties, "StateMachineType", "STANDARD") != "STANDARD"
}

fail contains findings.at(machine, path, "an express workflow does not wait for it") if {
	some machine in subject
	machine.properties.StateMachineType == "EXPRESS"
	some name in ["Definition", "DefinitionString"]
	walk(machine.properties[name], [inside, state])
	state.Type == "Task"
	regex.match(`(\.sync|\.sync:2|\.waitForTaskToken)$|:activity:`, state.Resource)
	path := array.flatten([[name], inside, ["Resource"]])
}
