# METADATA
# title: Resource types are ones that CloudFormation has
# description: >-
#   CloudFormation refuses a template with a resource type that does not exist; mostly it is one letter in the wrong
#   case.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_008
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-invalid_resource_type]
#   remediation:
#     cloudformation: |
#       # the type as CloudFormation has it; what it has none for is set otherwise, such as by a custom resource
#       Nat:
#         Type: AWS::EC2::NatGateway # not NATGateway
package stackgrade.rules.schema.types_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "resource_type"
}
