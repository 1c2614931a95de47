# METADATA
# title: Keys
# description: What names a key of KMS, and which services its policy lets in.
package stackgrade.lib.keys

import data.stackgrade.lib.policies
import data.stackgrade.lib.resources

# METADATA
# title: The addresses that stand for a key
# description: The key itself and its aliases.
names(key) := {key.address} | {alias.address | some alias in resources.referrers(key.address, "AWS::KMS::Alias")}

# METADATA
# title: Whether the policy of a key lets a service in
# description: By the beginning of its principal, such as `logs`; its region may follow.
admits_service(key, service) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	some principal in policies.services(statement)
	startswith(principal, concat("", [service, "."]))
}

admits_service(key, _) if {
	some [_, statement] in policies.statements(key.properties.KeyPolicy)
	statement.Effect == "Allow"
	policies.is_public(statement)
}
