# METADATA
# title: Fn::GetAtt asks for attributes that the resource has
# description: >-
#   CloudFormation refuses a template that asks a resource for an attribute which its type does not give.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_007
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-invalid_getatt_attribute]
#   remediation:
#     cloudformation: |
#       # ask for an attribute that the type has
#       Value: !GetAtt Cluster.ReadEndpoint.Address # not ReaderEndpoint
package stackgrade.rules.schema.attributes_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "attribute"
}
