# METADATA
# title: Values are of the type that their property takes
# description: >-
#   A list where a mapping is wanted, or text where a number is, is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_003
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-type_mismatch, E-invalid_tag_value]
#   remediation:
#     cloudformation: |
#       # write what the message wants: a list begins with a dash, a mapping with its first name
#       Hub:
#         Type: AWS::SecurityHub::Hub
#         Properties:
#           Tags:
#             Team: shop # a mapping here, not a list
package stackgrade.rules.schema.value_types

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "type"
}
