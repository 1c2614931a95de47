# METADATA
# title: What an empty parameter stands for is left out
# description: >-
#   A parameter that is empty by default makes its key pair, certificate or domain optional. Without a condition the
#   empty text goes to the service all the same, which refuses it, and the stack does not deploy with its own defaults.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
# custom:
#   id: FC_STACK_063
#   severity: high
#   category: interface
#   languages: [cloudformation]
#   types: ["*"]
#   when: {self_contained: true}
#   failures: [E-missing_conditions_for_optional_resources]
#   remediation:
#     cloudformation: |
#       Conditions:
#         HasKeyPair: !Not [!Equals [!Ref KeyPair, ""]]
#       # and where it is used:
#       # KeyName: !If [HasKeyPair, !Ref KeyPair, !Ref AWS::NoValue]
package stackgrade.rules.stack.empty_is_left_out

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in input.resources
	count(_given[resource.address]) > 0
}

fail contains findings.proven_at(resource, path, concat(" ", [name, "is empty, and given all the same"])) if {
	some address, given in _given
	resource := input.resources[address]
	some [path, name, value] in given
	value == ""
}

# What a parameter gives to a property that names something, which no service takes without a name.
_given[address] contains [path, name, value] if {
	some address, resource in input.resources
	walk(resource.properties, [path, value])
	is_string(value)
	_names_something(path)
	some name in resources.parameters(resource, findings.path(path))
}

_names_something(path) if {
	regex.match(`(Arn|ARN|Id|ID|KeyName|DomainName|Endpoint|Password)$`, path[count(path) - 1])
	not path[0] in {"Environment", "Parameters", "Tags"}
}
