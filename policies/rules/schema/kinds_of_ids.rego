# METADATA
# title: An id or ARN is of the kind that its property takes
# description: >-
#   A subnet where a security group is wanted, a name where an ARN is, or an id with too few digits is refused when the
#   resource is created, after others were.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
# custom:
#   id: FC_SCHEMA_010
#   severity: high
#   category: operations
#   types: ["*"]
#   failures: [E-invalid_arn_value, E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       RoleArn: !GetAtt Role.Arn
#       SecurityGroupIds: [!GetAtt SecurityGroup.GroupId]
#       SubnetIds: [!Ref Subnet]
#     terraform: |
#       role_arn           = aws_iam_role.role.arn
#       security_group_ids = [aws_security_group.group.id]
#       subnet_ids         = [aws_subnet.subnet.id]
package stackgrade.rules.schema.kinds_of_ids

import data.stackgrade.lib.findings
import data.stackgrade.lib.placeholders
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[address] := resource if {
	some address, resource in input.resources
	resource.faults
}

fail contains findings.proven_at(resource, fault.attribute, fault.message) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "format"
	not _is_said_elsewhere(resource, fault)
}

# What a parameter is given by default is for somebody to change.
_is_said_elsewhere(resource, fault) if count(resources.parameters(resource, fault.attribute)) > 0

_is_said_elsewhere(resource, fault) if {
	some [path, text] in texts.of[resource.address]
	findings.path(path) == fault.attribute
	placeholders.is_in(text)
}

_is_said_elsewhere(resource, fault) if {
	some other in resource.faults
	other.attribute == fault.attribute
	other.kind in {"enum", "limit", "pattern"}
}
