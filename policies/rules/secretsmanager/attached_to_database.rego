# METADATA
# title: The secret of a database holds its address
# description: >-
#   An attachment writes host, port and engine into the secret, so that applications and the rotation need
#   nothing else to connect.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_how-services-use-secrets_RS.html
# custom:
#   id: FC_SECRET_006
#   severity: low
#   category: operations
#   languages: [cloudformation]
#   types: [AWS::SecretsManager::Secret]
#   companions: [AWS::SecretsManager::SecretTargetAttachment.SecretId]
#   failures: [F-002-06b, F-002-06c]
#   remediation:
#     cloudformation: |
#       Attachment:
#         Type: AWS::SecretsManager::SecretTargetAttachment
#         Properties:
#           SecretId: !Ref DatabaseSecret
#           TargetId: !Ref Database
#           TargetType: AWS::RDS::DBInstance
#     terraform: |
#       secret_string = jsonencode({
#         host = aws_db_instance.database.address
#       })
package stackgrade.rules.secretsmanager.attached_to_database

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.secrets

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in secrets.of_databases
}

fail contains findings.missing(resource, "no attachment writes the database's address into the secret") if {
	some resource in subject
	count(resources.referrers(resource.address, "AWS::SecretsManager::SecretTargetAttachment")) == 0
}
