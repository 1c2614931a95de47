# METADATA
# title: Every parameter or variable has a default
# description: >-
#   A stack that has to deploy on its own, in a pipeline or for a test, stops at the first parameter or variable that
#   nobody gives a value.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
# custom:
#   id: FC_STACK_006
#   severity: high
#   category: interface
#   types: [Stack]
#   when: {self_contained: true}
#   failures: [F-004-06, E-parameter_without_default]
#   remediation:
#     cloudformation: |
#       NotificationEmail:
#         Type: String
#         Default: "" # a value that the parameter's own pattern takes, and with a condition where it stands for none
#     terraform: |
#       variable "notification_email" {
#         type    = string
#         default = null
#       }
package stackgrade.rules.stack.parameters_have_defaults

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(_judged) > 0

fail contains findings.at(stack, concat(".", ["Parameters", name]), message) if {
	some stack in subject
	some name in _judged
	names.is_required(input.parameters[name])
	not name in _refused
	message := concat(" ", ["the", names.word_for_parameter, name, "has no default"])
}

# A secret must not have one, and that a network or key pair has to be there already is for other rules.
_judged := (object.keys(input.parameters) - (names.secret_parameters | names.hidden_parameters)) - _of_other_rules

_of_other_rules := (names.network_parameters | names.key_pair_parameters) | constructs.asset_parameters

# FC_STACK_066 says of a function that it is no default.
_refused contains name if {
	some fault in input.faults
	some name, _ in input.parameters
	fault.attribute == concat(".", ["Parameters", name, "Default"])
}
