# METADATA
# title: A database of a regulated stack is encrypted with its own key
# description: >-
#   RDS encrypts with a key of AWS when none is named. With a key of the stack, restoring or copying a snapshot
#   takes a right on the key as well, each use is recorded, and access can be shut off in one place.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html
# custom:
#   id: FC_RDS_036
#   severity: medium
#   category: encryption
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence:
#     - KmsKeyId
#     - DBClusterIdentifier
#     - DBSnapshotIdentifier
#     - SnapshotIdentifier
#     - SourceDBInstanceIdentifier
#   when: {compliance: pci-dss}
#   failures: [F-001-01.1, F-001-02.2, E-encryption_without_cmk]
#   also: [CKV_AWS_327]
#   remediation:
#     cloudformation: |
#       StorageEncrypted: true
#       KmsKeyId: !GetAtt DatabaseKey.Arn
#     terraform: |
#       storage_encrypted = true
#       kms_key_id        = aws_kms_key.database.arn
package stackgrade.rules.rds.encrypted_with_own_key

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A member of a cluster, a replica and a restored snapshot have the key of what they come from.
subject[resource.address] := resource if {
	some resource in databases.sources
	every restored in ["DBSnapshotIdentifier", "SnapshotIdentifier"] {
		not resources.has(resource, [restored])
	}
}

fail contains findings.at(resource, "KmsKeyId", "the database is not encrypted with a key of the stack") if {
	some resource in subject
	not resources.has(resource, ["KmsKeyId"])
}

fail contains findings.at(resource, "KmsKeyId", "the database is encrypted with a key of AWS") if {
	some resource in subject
	contains(resource.properties.KmsKeyId, "alias/aws/")
}
