# METADATA
# title: The secret of a production database is rotated
# description: >-
#   A password that is never changed is known to everyone who ever had it. Secrets Manager changes it in the
#   database and in the secret at once.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
# custom:
#   id: FC_SECRET_002
#   severity: medium
#   category: credentials
#   types: [AWS::SecretsManager::Secret]
#   companions: [AWS::SecretsManager::RotationSchedule.SecretId]
#   when: {environment: production}
#   failures: [F-000-01.3, F-000-06.3, F-002-06d.1, F-002-06d.2]
#   also:
#     - AwsSolutions-SMG4
#     - CKV2_AWS_57
#     - HIPAA.Security-SecretsManagerRotationEnabled
#     - NIST.800.53.R5-SecretsManagerRotationEnabled
#     - SECRETSMANAGER_ROTATION_ENABLED_CHECK
#   remediation:
#     cloudformation: |
#       # with Transform: AWS::SecretsManager-2020-07-23 at the top of the template
#       Rotation:
#         Type: AWS::SecretsManager::RotationSchedule
#         DependsOn: SecretAttachment # the secret knows the database by then
#         Properties:
#           SecretId: !Ref DatabaseSecret
#           HostedRotationLambda:
#             RotationType: PostgreSQLSingleUser # MySQLSingleUser and so on, by the engine
#             VpcSubnetIds: !Join [",", [!Ref PrivateSubnetA, !Ref PrivateSubnetB]] # from which the database is reached
#             VpcSecurityGroupIds: !Ref RotationGroup # which the database's group lets in
#           RotationRules:
#             AutomaticallyAfterDays: 30
#     terraform: |
#       resource "aws_secretsmanager_secret_rotation" "database" {
#         secret_id           = aws_secretsmanager_secret.database.id
#         rotation_lambda_arn = aws_lambda_function.rotate.arn
#
#         rotation_rules {
#           automatically_after_days = 30
#         }
#       }
package stackgrade.rules.secretsmanager.rotation

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.secrets

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in secrets.of_databases
}

fail contains findings.missing(resource, "the secret has no rotation schedule") if {
	some resource in subject
	not _is_rotated(resource)
}

_is_rotated(secret) if _is_scheduled(secret)

# The schedule may wait for the attachment, and so name that.
_is_rotated(secret) if {
	some attachment in resources.referrers(secret.address, "AWS::SecretsManager::SecretTargetAttachment")
	_is_scheduled(attachment)
}

_is_scheduled(resource) if {
	some edge in resources.edges_to(resource.address)
	edge.attribute == "SecretId"
	resources.at(edge.source).type == "AWS::SecretsManager::RotationSchedule"
}
