# METADATA
# title: Policy documents
# description: Who may do what, in the policies of roles, keys, buckets and the like.
package stackgrade.lib.policies

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

# METADATA
# title: The statements of a policy document
# description: Pairs of the path of a statement below the document and the statement.
statements(document) := array.concat(
	[[["Statement", i], statement] |
		is_array(document.Statement)
		some i, statement in document.Statement
		is_object(statement)
	],
	[[["Statement"], document.Statement] |
		is_object(document.Statement)
		document.Statement.Effect
	],
)

# METADATA
# title: The statements that a resource grants with
# description: >-
#   Pairs of the path of a statement in the resource and the statement. A boundary grants nothing: it says how far other
#   policies may go.
granted(resource) := _granted[resource.address]

# METADATA
# title: All statements of an IAM resource, those that deny among them
all_of(resource) := [statement |
	some [_, document] in _documents(resource)
	some [_, statement] in statements(document)
]

# METADATA
# title: Whether a pattern of a policy, such as s3:Get*, stands for an action
# description: Both in lower case.
matches(pattern, action) if pattern == action

matches(pattern, action) if {
	regex.match(`[*?]`, pattern)
	expression := replace(replace(pattern, "*", ".*"), "?", ".")
	regex.match(concat("", ["^", expression, "$"]), action)
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
# title: Whether a statement speaks of everything that there is
speaks_of_everything(statement) if {
	some target in targets(statement)
	regex.match(`^(\*|arn:([a-z*-]|\$\{[A-Za-z:]+\})+:\*(:\*)*)$`, target)
}

# METADATA
# title: Whether a statement speaks of everything, or of everything that one service has
# description: Such as arn:aws:s3:::* or arn:aws:sqs:*:*:*.
speaks_of_all(statement) if {
	some target in targets(statement)
	regex.match(`^(\*|arn(:([a-z0-9*-]|\$\{[A-Za-z:]+\})*){4}:\*)$`, target)
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
# title: Whether a statement that allows something lets everyone in
# description: >-
#   Or everyone but those that it names. Most services refuse that by now; the others let strangers in.
admits_everyone(statement) if is_public(statement)

admits_everyone(statement) if statement.NotPrincipal

# METADATA
# title: The services that a statement speaks of
services(statement) := {service_name(service) |
	some service in resources.as_list(object.get(statement, ["Principal", "Service"], []))
	is_string(service)
}

# METADATA
# title: The name of a service as a principal
# description: "`events.${AWS::URLSuffix}` is `events.amazonaws.com`, but for China."
service_name(principal) := replace(principal, "${AWS::URLSuffix}", "amazonaws.com")

# METADATA
# title: The keys of a statement's conditions, in lower case
condition_keys(statement) := {lower(key) |
	some conditions in object.get(statement, "Condition", {})
	some key, _ in conditions
}

# METADATA
# title: What statements without a condition allow on every resource
# description: >-
#   Each has the resource, the attribute that the statement is at, and the actions with their levels. Left out is what
#   another rule speaks of: all actions, or all of a service, and passing roles on.
unlimited := [{"resource": resource, "attribute": reach.attribute, "actions": narrow} |
	some resource in resources.of_any(types)
	some reach in resource.reach
	statement := _granted_at(resource, reach.attribute)
	count(condition_keys(statement)) == 0
	wide := actions(statement)
	count({"*", "*:*"} & wide) == 0
	narrow := [action |
		some action in reach.actions
		action.name != "iam:PassRole"
		not concat("", [lower(split(action.name, ":")[0]), ":*"]) in wide
	]
]

# METADATA
# title: Whether an action is allowed on everything by custom
# description: AWS's own policies for functions, flow logs and instances do so, and it does no harm.
is_harmless(action) if startswith(action, "logs:Create")

is_harmless(action) if action in {"logs:PutLogEvents", "logs:PutRetentionPolicy", "ssm:UpdateInstanceInformation"}

is_harmless(action) if regex.match(`^ec2:(Create|Delete)NetworkInterface`, action)

is_harmless(action) if regex.match(`^ec2:(Una|A)ssign(PrivateIp|Ipv6)Addresses$`, action)

_granted_at(resource, attribute) := [statement |
	some [path, statement] in granted(resource)
	findings.path(path) == attribute
][0]

_granted[address] := _allowed(resource) if some address, resource in input.resources

_granted[address] := _allowed(resource) if some address, resource in input.foreign.resources

_allowed(resource) := [[array.concat(place, path), statement] |
	not _is_boundary(resource)
	some [place, document] in _documents(resource)
	some [path, statement] in statements(document)
	statement.Effect == "Allow"
]

# A policy that is nothing else to anybody, here or, by its name, elsewhere.
_is_boundary(policy) if {
	policy.type == "AWS::IAM::ManagedPolicy"
	count({list | some list in ["Groups", "Roles", "Users"]; count(policy.properties[list]) > 0}) == 0
	uses := {edge.attribute | some edge in resources.edges_to(policy.address)}
	every use in uses {
		not regex.match(`^(ManagedPolicyArns|PolicyArns?)\b`, use)
	}
	_is_meant_as_boundary(policy, uses)
}

_is_meant_as_boundary(_, uses) if "PermissionsBoundary" in uses

_is_meant_as_boundary(policy, _) if regex.match(`(?i)boundary`, policy.address)

_documents(resource) := array.concat(
	[[["Policies", i, "PolicyDocument"], policy.PolicyDocument] |
		some i, policy in resource.properties.Policies
	],
	[[["PolicyDocument"], resource.properties.PolicyDocument] | resource.properties.PolicyDocument],
)
