# METADATA
# title: Policy documents
# description: Who may do what, in the policies of roles, keys, buckets and the like.
package stackgrade.lib.policies

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

_documents(resource) := {[["Policies", i, "PolicyDocument"], policy.PolicyDocument] |
	some i, policy in resource.properties.Policies
} | {[["PolicyDocument"], resource.properties.PolicyDocument] | resource.properties.PolicyDocument}
