# METADATA
# title: Attachments
# description: Which policies are attached to a role by their ARN.
package stackgrade.lib.attachments

import data.stackgrade.lib.resources

# METADATA
# title: The policies that are attached to a role
# description: ARNs, references and what is open, in the role itself or beside it.
arns(role) := array.concat(resources.as_list(resources.get(role, ["ManagedPolicyArns"], [])), outside(role))

# METADATA
# title: The policies that Terraform attaches to a role from outside
# description: By resources that name several roles or policies, and so are a part of none.
outside(role) := [arn |
	some type, property in {
		"aws_iam_policy_attachment": "PolicyArn",
		"aws_iam_role_policy_attachments_exclusive": "PolicyArns",
	}
	some attachment in resources.referrers(role.address, type)
	some arn in _as_members(attachment.properties[property])
]

_as_members(value) := value if is_array(value)

_as_members(value) := [value] if not is_array(value)
