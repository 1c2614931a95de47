# METADATA
# title: A database server starts with a database
# description: >-
#   Unless a name is stated, a MySQL or MariaDB server starts without any database, and PostgreSQL with `postgres`
#   alone: the first connection of the application fails, or its tables end up among those of the administrators.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html
# custom:
#   id: FC_RDS_038
#   severity: low
#   category: operations
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence:
#     - DBClusterIdentifier
#     - DBName
#     - DBSnapshotIdentifier
#     - DatabaseName
#     - GlobalClusterIdentifier
#     - ReplicationSourceIdentifier
#     - SnapshotIdentifier
#     - SourceDBInstanceIdentifier
#   when: {environment: production, opinions: true}
#   failures: [F-002-04e.1]
#   remediation:
#     cloudformation: |
#       DBName: orders # DatabaseName for a cluster
#     terraform: |
#       db_name = "orders" # database_name for a cluster
package stackgrade.rules.rds.database_is_named

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A copy has the databases of what it was made from, and other engines name theirs themselves.
subject[resource.address] := resource if {
	some resource in databases.sources
	databases.family(resource.properties.Engine) in {"mysql", "postgres"}
	not databases.is_custom(resource)
	every origin in _origins {
		not resources.has(resource, [origin])
	}
}

fail contains findings.at(resource, attribute, "no name of a database is stated") if {
	some resource in subject
	attribute := _names[resource.type]
	not resources.has(resource, [attribute])
}

_names := {"AWS::RDS::DBCluster": "DatabaseName", "AWS::RDS::DBInstance": "DBName"}

_origins := {
	"DBClusterSnapshotIdentifier",
	"DBSnapshotIdentifier",
	"GlobalClusterIdentifier",
	"SnapshotIdentifier",
	"SourceDBClusterIdentifier",
	"SourceDBInstanceIdentifier",
}
