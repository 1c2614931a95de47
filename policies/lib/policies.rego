# METADATA
# title: Policy documents
# description: Who may do what, in the policies of roles, keys, buckets and the like.
package stackgrade.lib.policies

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

# METADATA
# title: The statements of a policy document
# description: Pairs of the path of a statement below the document and the statement.
statements(document) := {[["Statement", i], statement] |
	some i, statement in document.Statement
	is_object(statement)
	is_array(document.Statement)
} | {[["Statement"], document.Statement] |
	is_object(document.Statement)
	document.Statement.Effect
}

# METADATA
# title: The statements that an IAM resource grants with
# description: Pairs of the path of a statement in the resource and the statement.
granted(resource) := {[array.concat(place, path), statement] |
	some [place, document] in _documents(resource)
	some [path, statement] in statements(document)
	statement.Effect == "Allow"
}

# METADATA
# title: The resource types that grant permissions
types := [
	"AWS::IAM::Role",
	"AWS::IAM::Policy",
	"AWS::IAM::ManagedPolicy",
	"AWS::IAM::RolePolicy",
	"AWS::IAM::User",
	"AWS::IAM::UserPolicy",
	"AWS::IAM::Group",
	"AWS::IAM::GroupPolicy",
]

# METADATA
# title: The actions of a statement, in lower case
actions(statement) := {lower(action) |
	some action in resources.as_list(object.get(statement, "Action", []))
	is_string(action)
}

# METADATA
# title: The resources of a statement that are text
targets(statement) := {target |
	some target in resources.as_list(object.get(statement, "Resource", []))
	is_string(target)
}

# METADATA
# title: Whether a statement speaks of everyone
is_public(statement) if statement.Principal == "*"

is_public(statement) if "*" in statement.Principal

is_public(statement) if {
	some principal in resources.as_list(statement.Principal.AWS)
	principal == "*"
}

# METADATA
# title: The services that a statement speaks of
services(statement) := {service |
	some service in resources.as_list(object.get(statement, ["Principal", "Service"], []))
	is_string(service)
}

# METADATA
# title: The keys of a statement's conditions, in lower case
condition_keys(statement) := {lower(key) |
	some conditions in object.get(statement, "Condition", {})
	some key, _ in conditions
}

# METADATA
# title: Whether a statement says more of the resources it is for than which ones
# description: By a condition, such as one on their tags, or by being for the region or account alone.
is_limited(resource, attribute) if {
	some [path, statement] in granted(resource)
	findings.path(path) == attribute
	count(condition_keys(statement)) > 0
}

# METADATA
# title: Whether another rule says what is wrong with an action on every resource
# description: It is one of all actions, or of all of a service, or passes roles on.
is_reported_elsewhere(_, _, "iam:PassRole")

is_reported_elsewhere(resource, attribute, action) if {
	some [path, statement] in granted(resource)
	findings.path(path) == attribute
	some wide in ["*", "*:*", concat("", [lower(split(action, ":")[0]), ":*"])]
	wide in actions(statement)
}

# METADATA
# title: Whether an action is allowed on everything by custom
# description: AWS's own policies for functions, flow logs and instances do so, and it does no harm.
is_harmless(action) if startswith(action, "logs:Create")

is_harmless(action) if action in {"logs:PutLogEvents", "logs:PutRetentionPolicy", "ssm:UpdateInstanceInformation"}

is_harmless(action) if regex.match(`^ec2:(Create|Delete)NetworkInterface`, action)

is_harmless(action) if regex.match(`^ec2:(Una|A)ssign(PrivateIp|Ipv6)Addresses$`, action)

# METADATA
# title: Up to three names, and how many more
some_of(names) := concat(", ", sort(names)) if count(names) < 4

some_of(names) := concat("", [
	concat(", ", array.slice(sort(names), 0, 3)),
	" and ",
	format_int(count(names) - 3, 10),
	" more",
]) if {
	count(names) > 3
}

_documents(resource) := {[["Policies", i, "PolicyDocument"], policy.PolicyDocument] |
	some i, policy in resource.properties.Policies
} | {[["PolicyDocument"], resource.properties.PolicyDocument] | resource.properties.PolicyDocument}
