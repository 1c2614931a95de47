# METADATA
# title: A random password has only characters that the database takes
# description: >-
#   RDS, Neptune, DocumentDB and Redshift refuse a master password with a slash, an at sign, a double quote or a
#   space, ElastiCache a token with most special characters. `random_password` makes such characters unless it is
#   told otherwise, so that the apply fails at random.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
# custom:
#   id: FC_SECRET_008
#   severity: high
#   category: credentials
#   languages: [terraform]
#   types: [random_password]
#   attributes: [OverrideSpecial, Special]
#   failures: [E-random_password_invalid_chars]
#   remediation:
#     terraform: |
#       resource "random_password" "db" {
#         length           = 32
#         override_special = "!#$%&*()-_=+[]{}<>:?"
#       }
package stackgrade.rules.secretsmanager.random_password_characters

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("random_password")
	count(_refused_by(resource)) > 0
}

fail contains findings.at(resource, "OverrideSpecial", message) if {
	some resource in subject
	not resource.properties.Special == false
	made := object.get(resource.properties, "OverrideSpecial", _default)
	wrong := {character |
		some characters in _refused_by(resource)
		some character in split(made, "")
		contains(characters, character)
	}
	count(wrong) > 0
	message := concat(" ", ["it may hold", concat(" ", sort(wrong))])
}

# What those refuse that take the password.
_refused_by(resource) := {_refused[edge.attribute] | some edge in resources.edges_to(resource.address)}

# The characters that are refused, out of those that anybody would ask for.
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CreateDBInstance.Settings.html
# https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
_refused := {
	"AuthToken": `@%*()_=+[]{}:?"/\'|~,.; `,
	"MasterUserPassword": `/@" `,
}

# What `random_password` takes special characters from when nothing is said.
# https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password
_default := "!@#$%&*()-_=+[]{}<>:?"
