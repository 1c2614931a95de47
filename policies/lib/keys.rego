# METADATA
# title: Keys
# description: What names a key of KMS, and what its policy lets services do.
package stackgrade.lib.keys

import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

# METADATA
# title: The addresses that stand for a key
# description: The key itself and its aliases.
names(key) := {key.address} | {alias.address | some alias in resources.referrers(key.address, "AWS::KMS::Alias")}

# METADATA
# title: The statements that let a service use a key
# description: By the beginning of its principal, such as `logs`; its region may follow.
admitting(key, service) := [statement |
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	_names(statement, service)
]

# METADATA
# title: Why a service cannot do something with a key, in half a sentence
# description: Undefined when it can; what the conditions of the policy say is not looked at.
refusal(key, service, _) := concat("", ["does not let ", service, " in"]) if count(admitting(key, service)) == 0

refusal(key, service, action) := concat("", ["lets ", service, " in, and does not allow it ", action]) if {
	statements := admitting(key, service)
	count(statements) > 0
	every statement in statements {
		not roles.covers(statement, action)
	}
}

_names(statement, _) if {
	policies.is_public(statement)
	not _is_for_identities(statement)
}

_names(statement, service) if {
	some principal in policies.services(statement)
	startswith(principal, concat("", [service, "."]))
	not _is_elsewhere(principal)
}

# logs.eu-west-1.amazonaws.com is another service than logs.us-east-1.amazonaws.com.
_is_elsewhere(principal) if {
	[[_, region]] := regex.find_all_string_submatch_n(`^\w+\.([a-z]+-[a-z-]+-\d+)\.`, principal, 1)
	is_string(input.profile.region)
	region != input.profile.region
}

# The users and roles of an account are meant: a service that calls in its own name is none of them.
_is_for_identities(statement) if {
	some operator in ["StringEquals", "StringLike"]
	some name, _ in statement.Condition[operator]
	lower(name) == "kms:calleraccount"
}
