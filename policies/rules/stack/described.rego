# METADATA
# title: The template is described
# description: >-
#   The description is what the list of stacks in the console says about the stack, and the first that a reader of the
#   template learns.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-description-structure.html
# custom:
#   id: FC_STACK_013
#   severity: low
#   category: interface
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-missing_parameter_metadata_interface]
#   remediation:
#     cloudformation: |
#       Description: The shop's order queue and the function that works on it
package stackgrade.rules.stack.described

import data.stackgrade.lib.findings
import data.stackgrade.lib.nesting
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# The console shows a nested stack below the one that says what it is for.
subject[resources.stack.address] := resources.stack if {
	input.format in {"cloudformation", "sam"}
	not nesting.is_nested
}

fail contains findings.at(resources.stack, "Description", "the template has no description") if {
	object.get(input, ["metadata", "description"], null) in {"", null}
}
