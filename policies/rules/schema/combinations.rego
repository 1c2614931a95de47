# METADATA
# title: Properties stand beside those that they need
# description: >-
#   Some properties mean nothing, or are refused, without another one, or beside one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_006
#   severity: high
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       # write what the message misses beside the property, or leave out one of the two that exclude each other
#       SSESpecification:
#         SSEEnabled: true # the type and the key mean nothing without
#         SSEType: KMS
#         KMSMasterKeyId: !Ref Key
package stackgrade.rules.schema.combinations

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "combination"
	not _is_said_of_its_acl(resource, fault)
}

# FC_S3_013 says where ACLs are switched off.
_is_said_of_its_acl(resource, fault) if {
	resource.type == "AWS::S3::Bucket"
	fault.attribute == "OwnershipControls"
}
