# METADATA
# title: A database is given a password, or has one made
# description: >-
#   RDS refuses to create a database of its own, one that is no copy and comes from no snapshot, without a password of
#   its master user.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
# custom:
#   id: FC_RDS_061
#   severity: critical
#   category: credentials
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [Engine, ManageMasterUserPassword]
#   presence: [MasterUserPassword]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       ManageMasterUserPassword: true
#     terraform: |
#       manage_master_user_password = true
package stackgrade.rules.rds.master_user_has_a_password

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Where a user is named, a password is missing; whatever names a source has that of the source.
subject[database.address] := database if {
	some database in databases.sources
	resources.has(database, ["MasterUsername"])
	every property in _from_elsewhere {
		not resources.has(database, [property])
	}
}

fail contains findings.at(database, "MasterUserPassword", "the master user has no password") if {
	some database in subject
	not resources.has(database, ["MasterUserPassword"])
	object.get(database.properties, "ManageMasterUserPassword", false) == false
}

_from_elsewhere := [
	"DBClusterSnapshotIdentifier",
	"DBSnapshotIdentifier",
	"GlobalClusterIdentifier",
	"MasterUserAuthenticationType",
	"RestoreTime",
	"RestoreToTime",
	"RestoreType",
	"SnapshotIdentifier",
	"SourceDBClusterIdentifier",
	"SourceDBInstanceAutomatedBackupsArn",
	"SourceDBInstanceIdentifier",
	"SourceDbClusterResourceId",
	"SourceDbiResourceId",
	"UseLatestRestorableTime",
]
