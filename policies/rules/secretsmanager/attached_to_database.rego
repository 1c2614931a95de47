# METADATA
# title: The secret of a database holds its address
# description: >-
#   Rotation functions, and applications that are given nothing else, connect with nothing but the secret: it has
#   to hold host, port and engine beside the password, and so has a record that is written by hand. In
#   CloudFormation an attachment writes them; in Terraform the version of the secret is written when the database
#   exists, and refers to it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/cfn-example_RDSsecret.html
# custom:
#   id: FC_SECRET_006
#   severity: low
#   category: operations
#   types: [AWS::SecretsManager::Secret]
#   attributes: [SecretString]
#   companions: [AWS::SecretsManager::SecretTargetAttachment.SecretId]
#   failures: [F-002-06b, F-002-06c]
#   remediation:
#     cloudformation: |
#       Attachment:
#         Type: AWS::SecretsManager::SecretTargetAttachment
#         Properties:
#           SecretId: !Ref DatabaseSecret
#           TargetId: !Ref Database
#           TargetType: AWS::RDS::DBInstance # AWS::RDS::DBCluster for a cluster
#     terraform: |
#       secret_string = jsonencode({
#         username = aws_db_instance.database.username
#         password = random_password.database.result
#         engine   = "postgres"
#         host     = aws_db_instance.database.address
#         port     = aws_db_instance.database.port
#         dbname   = aws_db_instance.database.db_name
#       })
package stackgrade.rules.secretsmanager.attached_to_database

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.secrets
import data.stackgrade.lib.workloads

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in secrets.of_databases
	some edge in resources.edges_to(resource.address)
	_connects_with_it(resources.at(edge.source), edge.attribute)
}

# A record that somebody writes by hand is for those who connect.
subject[resource.address] := resource if {
	some resource in secrets.of_databases
	resources.has(resource, ["SecretString"])
}

fail contains findings.missing(resource, "nothing writes the database's address into the secret") if {
	some resource in subject
	count(resources.referrers(resource.address, "AWS::SecretsManager::SecretTargetAttachment")) == 0
	not _holds_address(resource)
}

# Other types take the password alone (a database, a proxy), or say who may read it.
_connects_with_it(resource, _) if resource.type == "AWS::SecretsManager::RotationSchedule"

_connects_with_it(resource, attribute) if {
	resource.type == "AWS::DMS::Endpoint"
	endswith(attribute, "SecretsManagerSecretId")
}

# An application that is told the address in another way does not look for it there.
_connects_with_it(resource, _) if {
	resource.type in workloads.types
	every edge in resources.edges_from(resource.address) {
		not _is_address(edge.target_attribute)
	}
}

# A database's, a proxy's or a name server's.
_holds_address(secret) if {
	some edge in resources.edges_from(secret.address)
	edge.attribute == "SecretString"
	_is_address(edge.target_attribute)
}

_holds_address(secret) if regex.match(
	`(?i)"(host|hostname|endpoint|url|db_host)"\s*:\s*"[^"]`,
	secret.properties.SecretString,
)

_is_address(attribute) if regex.match(`(?i)address|endpoint|fqdn|host`, attribute)
