# METADATA
# title: A secret of a regulated stack is encrypted with its own key
# description: >-
#   Secrets Manager encrypts with a key of AWS when nothing is said. With a key of the stack, reading a secret
#   takes a right on the key as well, and each use is recorded.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
# custom:
#   id: FC_SECRET_003
#   severity: low
#   category: encryption
#   types: [AWS::SecretsManager::Secret]
#   presence: [KmsKeyId]
#   when: {compliance: pci-dss}
#   failures: [F-001-03.3, F-001-01.3]
#   also:
#     - CKV_AWS_149
#     - HIPAA.Security-SecretsManagerUsingKMSKey
#     - NIST.800.53.R5-SecretsManagerUsingKMSKey
#     - PCI.DSS.321-SecretsManagerUsingKMSKey
#     - SECRETSMANAGER_USING_CMK
#     - W77
#   remediation:
#     cloudformation: |
#       KmsKeyId: !GetAtt SecretsKey.Arn
#     terraform: |
#       kms_key_id = aws_kms_key.secrets.arn
package stackgrade.rules.secretsmanager.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "KmsKeyId", "the secret is not encrypted with a key of the stack") if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	not resources.has(resource, ["KmsKeyId"])
}

fail contains findings.at(resource, "KmsKeyId", "the secret is encrypted with the key of AWS") if {
	some resource in resources.of("AWS::SecretsManager::Secret")
	regex.match(`(^|[:/])aws/secretsmanager$`, resource.properties.KmsKeyId)
}
