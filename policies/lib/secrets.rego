# METADATA
# title: Secrets
# description: What the secrets of a stack are for.
package stackgrade.lib.secrets

import data.stackgrade.lib.databases
import data.stackgrade.lib.resources

# METADATA
# title: The secrets that databases take their master password from
of_databases contains secret if {
	some secret in resources.of("AWS::SecretsManager::Secret")
	some edge in resources.edges_to(secret.address)
	edge.attribute == "MasterUserPassword"
	resources.at(edge.source).type in databases.types
}
