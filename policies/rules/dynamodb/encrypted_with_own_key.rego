# METADATA
# title: A table of a regulated stack is encrypted with its own key
# description: >-
#   DynamoDB encrypts with a key of AWS that nobody can see when nothing is said. With a key of the stack, reading
#   takes a right on the key as well, each use is recorded, and access can be shut off in one place.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
# custom:
#   id: FC_DYNAMODB_002
#   severity: medium
#   category: encryption
#   types: [AWS::DynamoDB::Table]
#   attributes: [SSESpecification.SSEEnabled]
#   presence: [SSESpecification.KMSMasterKeyId]
#   when: {compliance: pci-dss}
#   failures: [E-dynamodb_encryption_missing]
#   also: [CKV_AWS_119, DYNAMODB_TABLE_ENCRYPTED_KMS, W74]
#   remediation:
#     cloudformation: |
#       SSESpecification:
#         SSEEnabled: true
#         SSEType: KMS
#         KMSMasterKeyId: !GetAtt TableKey.Arn
#     terraform: |
#       server_side_encryption {
#         enabled     = true
#         kms_key_arn = aws_kms_key.table.arn
#       }
package stackgrade.rules.dynamodb.encrypted_with_own_key

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(table, "SSESpecification", "the table is not encrypted with a key of the stack") if {
	some table in resources.own("AWS::DynamoDB::Table")
	not _has_own_key(table)
}

fail contains findings.at(table, "SSESpecification.KMSMasterKeyId", "the table is encrypted with a key of AWS") if {
	some table in resources.own("AWS::DynamoDB::Table")
	contains(table.properties.SSESpecification.KMSMasterKeyId, "alias/aws/")
}

_has_own_key(table) if {
	table.properties.SSESpecification.SSEEnabled == true
	resources.has(table, ["SSESpecification", "KMSMasterKeyId"])
}
