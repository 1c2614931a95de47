# METADATA
# title: DependsOn states only orders that no reference gives
# description: >-
#   A resource waits for those that it refers to anyway. An order that is stated once more hides the few that really
#   have to be, and grows wrong when the reference goes.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html
# custom:
#   id: FC_STACK_024
#   severity: low
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-redundant_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: GatewayAttachment # without the one that the message names, or not at all
package stackgrade.rules.stack.depends_on_is_needed

import data.stackgrade.lib.constructs
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What a transform or CDK writes is not what somebody stated.
subject[resource.address] := resource if {
	input.format == "cloudformation"
	not constructs.is_synthesized
	some resource in input.resources
	count(resource.depends_on) > 0
	not resource.source_address
}

fail contains findings.proven_at(resource, "DependsOn", message) if {
	some resource in subject
	some address in resource.depends_on
	some edge in resources.edges_from(resource.address)
	edge.target == address
	message := concat("", ["`", edge.attribute, "` refers to ", address, " already"])
}
