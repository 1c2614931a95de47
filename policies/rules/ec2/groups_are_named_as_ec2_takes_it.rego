# METADATA
# title: Names and descriptions of security groups are ones that EC2 takes
# description: >-
#   A group's name does not begin with `sg-`, which its id does. Descriptions of groups and their rules have letters,
#   digits, spaces and some marks: with an apostrophe or an arrow they are refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
# custom:
#   id: FC_EC2_053
#   severity: critical
#   category: naming
#   types: [AWS::EC2::SecurityGroup, AWS::EC2::SecurityGroupEgress, AWS::EC2::SecurityGroupIngress]
#   attributes: [GroupName]
#   failures: [E-invalid_name_format]
#   remediation:
#     cloudformation: |
#       GroupName: web
#       GroupDescription: what the load balancer may reach
#     terraform: |
#       name        = "web"
#       description = "what the load balancer may reach"
package stackgrade.rules.ec2.groups_are_named_as_ec2_takes_it

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(group, "GroupName", "the name of a group does not begin with sg-") if {
	some group in resources.own("AWS::EC2::SecurityGroup")
	some path in [["properties", "GroupName"], ["raw", "name_prefix"]]
	regex.match(`^(?i)sg-`, object.get(group, path, ""))
}

fail contains findings.proven_at(resource, path, "the description has characters that EC2 does not take") if {
	some resource in resources.own_any(metadata.custom.types)
	some [path, description] in _descriptions(resource)
	is_string(description)
	some part in values.said(description)
	not regex.match(`^[a-zA-Z0-9. _\-:/()#,@\[\]+=&;{}!$*]*$`, part)
}

_descriptions(resource) := [[["Description"], resource.properties.Description]] if {
	resource.type != "AWS::EC2::SecurityGroup"
}

_descriptions(resource) := array.concat(_own(resource), [[[list, i, "Description"], rule.Description] |
	some list in ["SecurityGroupEgress", "SecurityGroupIngress"]
	some i, rule in resource.properties[list]
]) if {
	resource.type == "AWS::EC2::SecurityGroup"
}

# In CloudFormation the schema says it.
_own(group) := [[["GroupDescription"], description] |
	resources.is_terraform
	description := group.properties.GroupDescription
]
