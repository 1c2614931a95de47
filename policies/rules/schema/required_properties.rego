# METADATA
# title: Resources have every property that their type requires
# description: >-
#   CloudFormation cannot create a resource that lacks a required property, and rolls back the whole stack.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_002
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       # add what the message names
#       Trail:
#         Type: AWS::CloudTrail::Trail
#         Properties:
#           IsLogging: true
#           S3BucketName: !Ref TrailBucket
package stackgrade.rules.schema.required_properties

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "required"
}
