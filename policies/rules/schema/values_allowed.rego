# METADATA
# title: Values are among those that their property takes
# description: >-
#   A value that the service does not know is refused when the resource is created, after others were.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs
# custom:
#   id: FC_SCHEMA_004
#   severity: critical
#   category: operations
#   types: ["*"]
#   failures: [E-invalid_enum_value, E-invalid_property_value, E-ssm_securestring_unsupported]
#   remediation:
#     cloudformation: |
#       # write one of the values that the message names
#       Parameter:
#         Type: AWS::SSM::Parameter
#         Properties:
#           Type: String # SecureString cannot be created here
#           Value: eu-west-1
#     terraform: |
#       # write one of the values that the message names
#       resource "aws_s3_bucket_versioning" "orders" {
#         bucket = aws_s3_bucket.orders.id
#         versioning_configuration {
#           status = "Enabled" # not "enabled"
#         }
#       }
package stackgrade.rules.schema.values_allowed

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.valued

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "enum"
}
