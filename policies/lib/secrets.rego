# METADATA
# title: Secrets
# description: What the secrets of a stack are for.
package stackgrade.lib.secrets

import data.stackgrade.lib.databases
import data.stackgrade.lib.resources

# METADATA
# title: The secrets that hold the master password of a database
# description: The database takes it from there, or takes it from where the secret has it from as well.
of_databases[secret.address] := secret if {
	some secret in resources.of("AWS::SecretsManager::Secret")
	some edge in resources.edges_to(secret.address)
	edge.attribute == "MasterUserPassword"
	resources.at(edge.source).type in databases.types
}

# A `random_password` that both are filled from.
of_databases[secret.address] := secret if {
	some password in _password_edges
	some edge in resources.edges_to(password.target)
	edge.attribute == "SecretString"
	edge.target_attribute == password.target_attribute
	secret := resources.at(edge.source)
	secret.type == "AWS::SecretsManager::Secret"
}

# What only the deployment tells, a data source or a parameter: then it is the same when it is written the same.
of_databases[secret.address] := secret if {
	some database in resources.of_any(databases.types)
	expression := database.properties.MasterUserPassword.expression
	startswith(expression, "${")
	some secret in resources.of("AWS::SecretsManager::Secret")
	contains(_text(secret.properties.SecretString), expression)
}

_password_edges contains edge if {
	some database in resources.of_any(databases.types)
	some edge in resources.edges_from(database.address)
	edge.attribute == "MasterUserPassword"
}

_text(value) := value if is_string(value)

_text(value) := value.expression if is_object(value)
