# METADATA
# title: A state machine's definition is sound
# description: >-
#   Step Functions refuses a definition in which a state leads to one that does not exist, nothing leads to a state, or
#   a field is missing or has no business there: the deployment fails there, after other resources were created.
# scope: package
# related_resources:
#   - https://states-language.net/spec.html
#   - https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html
#   - https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
#   - https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
# custom:
#   id: FC_STATES_001
#   severity: critical
#   category: operations
#   types: [AWS::StepFunctions::StateMachine]
#   presence: [Definition.States, DefinitionString.States]
#   failures: [E-sfn_definition_error]
#   remediation:
#     cloudformation: |
#       Definition:
#         StartAt: Charge
#         States:
#           Charge:
#             Type: Task
#             Resource: !GetAtt ChargeFunction.Arn
#             Next: Done # a state of this name, or End: true
#           Done:
#             Type: Succeed
#     terraform: |
#       definition = jsonencode({
#         StartAt = "Charge"
#         States = {
#           Charge = {
#             Type     = "Task"
#             Resource = aws_lambda_function.charge.arn
#             Next     = "Done" # a state of this name, or End = true
#           }
#           Done = { Type = "Succeed" }
#         }
#       })
package stackgrade.rules.stepfunctions.definition_is_sound

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A definition in a bucket, or in a file beside the template, is out of sight.
subject[machine.address] := machine if {
	some machine in resources.of("AWS::StepFunctions::StateMachine")
	some name in ["Definition", "DefinitionString"]
	machine.properties[name]
}

fail contains findings.proven_at(machine, fault.attribute, fault.message) if {
	some machine in subject
	some fault in machine.faults
	fault.kind == "definition"
}
