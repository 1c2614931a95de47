# METADATA
# title: RDS storage is encrypted
# description: >-
#   An unencrypted database leaves its files, snapshots and replicas readable to whoever gets at the storage, and
#   encryption cannot be switched on later without a restore into a new database. New clusters of Aurora are encrypted
#   when nothing is said, with a key of AWS's own, which is not enough for a regulated database.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
# custom:
#   id: FC_RDS_001
#   severity: high
#   category: encryption
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [EngineMode, StorageEncrypted]
#   presence: [DBClusterIdentifier, DBSnapshotIdentifier, SnapshotIdentifier, SourceDBInstanceIdentifier]
#   failures: [F-001-02.2]
#   also:
#     - AwsSolutions-RDS2
#     - CKV_AWS_16
#     - CKV_AWS_96
#     - F26
#     - F27
#     - HIPAA.Security-RDSStorageEncrypted
#     - NIST.800.53.R4-RDSStorageEncrypted
#     - NIST.800.53.R5-RDSStorageEncrypted
#     - PCI.DSS.321-RDSStorageEncrypted
#     - RDS_STORAGE_ENCRYPTED
#   remediation:
#     cloudformation: |
#       StorageEncrypted: true
#     terraform: |
#       storage_encrypted = true
package stackgrade.rules.rds.storage_encrypted

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A member of a cluster, a replica and a restored snapshot have the encryption of what they come from.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not databases.is_member(resource)
	not databases.is_replica(resource)
	not _is_serverless(resource)
	every restored in ["DBSnapshotIdentifier", "SnapshotIdentifier"] {
		not resources.has(resource, [restored])
	}
}

# The first Aurora Serverless is always encrypted.
_is_serverless(resource) if resource.properties.EngineMode == "serverless"

fail contains findings.at(resource, "StorageEncrypted", "the storage is not encrypted") if {
	some resource in subject
	not resource.properties.StorageEncrypted
	not _is_encrypted_by_default(resource)
}

# Nobody can see or audit that key, which a regulated database is asked for.
fail contains findings.at(resource, "StorageEncrypted", "no key is asked for that can be audited") if {
	"pci-dss" in input.profile.compliance
	some resource in subject
	_is_encrypted_by_default(resource)
}

# Aurora encrypts each cluster that was made since February 2026, with a key of AWS's own.
_is_encrypted_by_default(resource) if {
	databases.is_aurora(resource)
	not resources.has(resource, ["StorageEncrypted"])
}
