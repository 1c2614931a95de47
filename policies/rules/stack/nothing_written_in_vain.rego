# METADATA
# title: Every mapping, condition and local value is used
# description: >-
#   What nothing refers to has no effect; a reader believes that it has, and often the reference was forgotten.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
# custom:
#   id: FC_STACK_026
#   severity: low
#   category: interface
#   types: [Stack]
#   failures: [E-unused_parameter_or_mapping]
#   remediation:
#     cloudformation: |
#       # remove it, or refer to it
#       InstanceType: !FindInMap [Sizes, !Ref Environment, Web]
#     terraform: |
#       # remove it, or refer to it
#       instance_type = local.sizes[var.environment]
package stackgrade.rules.stack.nothing_written_in_vain

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What is out of sight may use them.
subject[resources.stack.address] := resources.stack if {
	count(_written) > 0
	count(object.get(input, "incomplete", [])) == 0
}

fail contains findings.at(stack, name, message) if {
	some stack in subject
	some name in object.get(input.metadata, "unused", [])
	parts := split(name, ".")
	message := concat(" ", [_kinds[parts[0]], parts[1], "is not used"])
}

_written contains name if some name in input.metadata.mappings

_written contains name if some name in input.metadata.conditions

_written contains name if {
	some name, _ in input.attributes
	startswith(name, "Locals.")
}

_kinds := {"Mappings": "mapping", "Conditions": "condition", "Locals": "local value"}
