# METADATA
# title: Properties that are set have an effect
# description: >-
#   Some properties are what a resource gives, such as its ARN. CloudFormation passes over a template that sets one of
#   them, and the resource is not what its author thinks.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
# custom:
#   id: FC_SCHEMA_009
#   severity: low
#   category: operations
#   languages: [cloudformation]
#   types: ["*"]
#   failures: [E-invalid_property_for_resource]
#   remediation:
#     cloudformation: |
#       # leave out what the resource gives, such as PolicyName; a database has its password from MasterUserPassword, or
#       # makes the secret that MasterUserSecret.SecretArn names with ManageMasterUserPassword: true
#       ScaleUp:
#         Type: AWS::AutoScaling::ScalingPolicy
package stackgrade.rules.schema.settings_have_effect

import data.stackgrade.lib.findings
import data.stackgrade.lib.schemas

metadata := rego.metadata.chain()[1].annotations

subject := schemas.checked

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "read_only"
}
