# METADATA
# title: Every parameter or variable is used
# description: >-
#   Whoever sets a parameter or variable that nothing refers to believes that it has an effect; often the reference was
#   forgotten.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
# custom:
#   id: FC_STACK_010
#   severity: low
#   category: interface
#   types: [Stack]
#   failures: [E-unused_parameter_or_mapping]
#   remediation:
#     cloudformation: |
#       # remove the parameter, or refer to it
#       InstanceType: !Ref InstanceType
#     terraform: |
#       # remove the variable, or refer to it
#       instance_type = var.instance_type
package stackgrade.rules.stack.parameters_used

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What is out of sight may use them, as where there are variables and nothing else.
subject[resources.stack.address] := resources.stack if {
	count(input.parameters) > 0
	_makes_something
	count(object.get(input, "incomplete", [])) == 0
}

fail contains findings.at(stack, concat(".", ["Parameters", name]), message) if {
	some stack in subject
	some name, parameter in input.parameters
	parameter.used == false
	not name in constructs.asset_parameters
	message := concat(" ", ["the", names.word_for_parameter, name, "is not used"])
}

_makes_something if not resources.is_terraform

_makes_something if count(input.resources) + count(input.outputs) > 0

_makes_something if count(input.terraform.modules) > 0

_makes_something if count(input.terraform.data) > 0
