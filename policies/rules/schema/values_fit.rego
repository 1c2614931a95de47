# METADATA
# title: Names and numbers have the form and size that their property takes
# description: >-
#   A name with a space, one that is too long, or a number beyond the limit is refused when the resource is created,
#   after others were.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs
# custom:
#   id: FC_SCHEMA_005
#   severity: high
#   category: operations
#   types: ["*"]
#   failures: [E-invalid_property_value, E-invalid_name_format, E-name_length_exceeded]
#   remediation:
#     cloudformation: |
#       # write a value of the form that the message names
#       Role:
#         Type: AWS::IAM::Role
#         Properties:
#           MaxSessionDuration: 3600 # at least an hour
#     terraform: |
#       # write a value of the form that the message names
#       resource "aws_sqs_queue" "orders" {
#         message_retention_seconds = 1209600 # two weeks are the most
#       }
package stackgrade.rules.schema.values_fit

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.valued

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind in {"limit", "pattern", "repeated"}
	not names.is_not_given(resource, fault.attribute)
}
