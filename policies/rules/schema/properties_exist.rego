# METADATA
# title: Resources have only properties that their type knows
# description: >-
#   CloudFormation refuses a template with a property that the resource type does not have, or that stands one level
#   too high or too low; in the worst case only once the stack is half changed.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_001
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-invalid_property_for_resource]
#   remediation:
#     cloudformation: |
#       # write the property that the type has for it, or leave out the one that is named
#       Queue:
#         Type: AWS::SQS::Queue
#         Properties:
#           MessageRetentionPeriod: 345600 # not MessageRetentionSeconds
package stackgrade.rules.schema.properties_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "property"
}
