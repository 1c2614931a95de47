# METADATA
# title: Everything that is referred to exists
# description: >-
#   CloudFormation and Terraform refuse a stack that refers to a parameter, variable, resource or mapping
#   which is not declared in it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
# custom:
#   id: FC_STACK_021
#   severity: critical
#   category: operations
#   types: [Stack]
#   attributes: [Terraform.References]
#   failures: [E-undefined_reference]
#   remediation:
#     cloudformation: |
#       # the name of what the template declares; or declare the parameter or resource that the message names
#       Value: !Ref Topic
#     cloudformation/attribute: |
#       # an attribute that the type has, by the return values that its page names
#       Value: !GetAtt Cluster.ReadEndpoint.Address # not ReaderEndpoint
#     cloudformation/policy variable: |
#       # IAM fills this in, and not CloudFormation: with the exclamation mark it stays as it is
#       Resource: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${!aws:username}
#     terraform: |
#       # the name of what the configuration declares; or declare what the message names
#       value = aws_sns_topic.topic.arn
#     terraform/attribute: |
#       # an attribute that the type has, by its page
#       value = aws_rds_cluster.main.reader_endpoint # not read_endpoint
package stackgrade.rules.stack.references_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 0

fail contains findings.of_case(finding, _case(fault)) if {
	some fault in _absent
	not _is_elsewhere
	finding := findings.proven_at(resources.stack, fault.attribute, fault.message)
}

fail contains findings.of_case(finding, _case(fault)) if {
	some fault in _absent
	_is_elsewhere
	finding := findings.missing(resources.stack, fault.message)
}

fail contains findings.at(resources.stack, concat(".", ["Resources", resource.address]), message) if {
	some resource in input.resources
	some unknown in resource.unknowns
	unknown.kind == "mapping"
	message := concat("", [resource.address, ": ", unknown.reason])
}

fail contains findings.at(resources.stack, "Outputs", unknown.reason) if {
	some unknown in input.unknowns
	unknown.kind == "mapping"
}

default _case(_) := "name"

_case(fault) := "attribute" if contains(fault.message, " has no attribute ")

_case(fault) := "policy variable" if regex.match(`^(aws|s3|sts|kms|saml):`, fault.message)

_absent := [fault |
	some fault in array.concat(object.get(input, "faults", []), object.get(input, ["terraform", "faults"], []))
	fault.kind == "reference"
]

# A macro or a loop that cannot be looked into may declare anything; a nested stack does not.
_is_elsewhere if {
	some part in input.incomplete
	not input.resources[part.address]
	not resources.is_terraform
}
