# METADATA
# title: A template is written as CloudFormation reads it
# description: >-
#   CloudFormation refuses a template, before it creates anything, with a section or a member of a declaration that it
#   does not know, a parameter without a type, an output without a value, or a function with arguments that it does not
#   take.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
# custom:
#   id: FC_STACK_066
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: [Stack]
#   failures: [E-invalid_expression, E-invalid_property_for_resource]
#   remediation:
#     cloudformation: |
#       # as the message says; functions stand in properties and outputs, and have the form of
#       Orders:
#         Type: AWS::SQS::Queue
#         Properties:
#           QueueName: !If [IsNamed, !Ref Name, !Ref AWS::NoValue] # a condition and two values
package stackgrade.rules.stack.template_is_understood

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if count(input.resources) > 0

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.faults
	fault.kind == "shape"
}
