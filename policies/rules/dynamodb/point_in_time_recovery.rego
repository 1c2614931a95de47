# METADATA
# title: A table in production can be restored to a point in time
# description: >-
#   A faulty deployment that overwrites items cannot be undone from a table that is only replicated. With
#   point-in-time recovery the state of any second of the last weeks can be restored.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery.html
# custom:
#   id: FC_DYNAMODB_001
#   severity: medium
#   category: backup
#   types: [AWS::DynamoDB::GlobalTable, AWS::DynamoDB::Table]
#   attributes:
#     - PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled
#     - Replicas[].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled
#   when: {environment: production}
#   failures: [E-dynamodb_pitr_missing]
#   also:
#     - AwsSolutions-DDB3
#     - CKV_AWS_28
#     - DYNAMODB_PITR_ENABLED
#     - HIPAA.Security-DynamoDBPITREnabled
#     - NIST.800.53.R4-DynamoDBPITREnabled
#     - NIST.800.53.R5-DynamoDBPITREnabled
#     - W78
#   remediation:
#     cloudformation: |
#       PointInTimeRecoverySpecification:
#         PointInTimeRecoveryEnabled: true
#     AWS::DynamoDB::GlobalTable: |
#       Replicas:
#         - Region: eu-west-1
#           PointInTimeRecoverySpecification:
#             PointInTimeRecoveryEnabled: true
#     terraform: |
#       point_in_time_recovery {
#         enabled = true
#       }
package stackgrade.rules.dynamodb.point_in_time_recovery

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A table of locks, such as Terraform's, holds nothing that a day later is worth anything.
subject[table.address] := table if {
	some table in resources.own_any(metadata.custom.types)
	every key in object.get(table.properties, "KeySchema", []) {
		key.AttributeName != "LockID"
	}
}

fail contains findings.at(table, _path, "a faulty write cannot be undone") if {
	some table in subject
	table.type == "AWS::DynamoDB::Table"
	resources.get(table, _path, false) != true
}

fail contains findings.at(table, array.concat(["Replicas", i], _path), "a faulty write cannot be undone") if {
	some table in subject
	table.type == "AWS::DynamoDB::GlobalTable"
	some i, replica in table.properties.Replicas
	object.get(replica, _path, false) != true
}

_path := ["PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"]
