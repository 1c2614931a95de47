# METADATA
# title: A database that must last is protected from deletion
# description: >-
#   Without deletion protection, a wrong update or a careless click deletes the database together with
#   its automatic backups.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
# custom:
#   id: FC_RDS_012
#   severity: high
#   category: lifecycle
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [DeletionProtection]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier, SourceRegion]
#   when: {destroyable: false}
#   failures: [F-000-07.2]
#   also:
#     - AwsSolutions-RDS10
#     - CKV_AWS_139
#     - CKV_AWS_293
#     - F80
#     - HIPAA.Security-RDSInstanceDeletionProtectionEnabled
#     - NIST.800.53.R4-RDSInstanceDeletionProtectionEnabled
#     - NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled
#     - RDS_INSTANCE_DELETION_PROTECTION_ENABLED
#   remediation:
#     cloudformation: |
#       DeletionProtection: true
#     terraform: |
#       deletion_protection = true
package stackgrade.rules.rds.deletion_protection

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A replica can be made anew; a member goes with its cluster, which holds the data.
subject[resource.address] := resource if some resource in databases.sources

# One in another region is there for the day on which its source is lost.
subject[resource.address] := resource if {
	some resource in databases.standalone
	databases.is_replica(resource)
	resources.has(resource, ["SourceRegion"])
}

fail contains findings.at(resource, "DeletionProtection", "nothing protects the database from deletion") if {
	some resource in subject
	not resource.properties.DeletionProtection
}
