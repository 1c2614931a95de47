# METADATA
# title: Fn::Sub stands only where something is filled in
# description: >-
#   Text without a variable is the same without the function. With it, a reader looks for what is filled in, and it is
#   often a variable that was forgotten.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
# custom:
#   id: FC_STACK_025
#   severity: low
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-invalid_expression, E-unneeded_fn_sub]
#   remediation:
#     cloudformation: |
#       # the text without Fn::Sub, or with something that is filled in
#       QueueName: orders # or !Sub orders-${EnvironmentSuffix}
package stackgrade.rules.stack.sub_is_needed

import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

# CDK writes what its functions give.
subject[resource.address] := resource if {
	input.format != "cdk"
	some address, _ in _subs
	resource := input.resources[address]
}

fail contains findings.proven_at(resource, path, "nothing is filled into this text") if {
	some resource in subject
	some [path, text] in _subs[resource.address]
	not contains(text, "${")
}

_subs[address] contains [path, text] if {
	some address, resource in input.resources
	not resource.source_address

	# regal ignore:walk-no-path
	walk(resource.raw.Properties, [path, node])
	text := _template(node)
}

_template(node) := node["Fn::Sub"] if is_string(node["Fn::Sub"])

_template(node) := node["Fn::Sub"][0] if is_array(node["Fn::Sub"])
