# METADATA
# title: A database has what its copies need
# description: >-
#   A database that others are replicas of keeps backups, from which a replica begins. One that stands by in a second
#   zone leaves the choice of zones to RDS. Anything else is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
# custom:
#   id: FC_RDS_058
#   severity: critical
#   category: operations
#   types: [AWS::RDS::DBInstance]
#   attributes: [BackupRetentionPeriod, MultiAZ]
#   presence: [AvailabilityZone]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       BackupRetentionPeriod: 7
#       MultiAZ: true # without AvailabilityZone
#     terraform: |
#       backup_retention_period = 7
#       multi_az                = true # without availability_zone
package stackgrade.rules.rds.copies_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[database.address] := database if {
	some database in resources.own("AWS::RDS::DBInstance")
	not resources.has(database, ["DBClusterIdentifier"])
	_has_a_question(database)
}

fail contains findings.at(database, "BackupRetentionPeriod", message) if {
	some database in subject
	_keeps(database) == 0
	some replica in _replicas(database)
	message := concat(" ", [replica, "is a replica of this one, which keeps no backups"])
}

fail contains findings.at(database, "AvailabilityZone", "RDS chooses the zones of a database in several") if {
	some database in subject
	database.properties.MultiAZ == true
	resources.has(database, ["AvailabilityZone"])
}

_has_a_question(database) if count(_replicas(database)) > 0

_has_a_question(database) if resources.has(database, ["AvailabilityZone"])

_replicas(database) := [edge.source |
	some edge in resources.edges_to(database.address)
	edge.attribute == "SourceDBInstanceIdentifier"
]

# The provider of Terraform keeps none where nothing is said, RDS one day's.
_keeps(database) := values.number(database.properties.BackupRetentionPeriod)

_keeps(database) := 0 if {
	resources.is_terraform
	not resources.has(database, ["BackupRetentionPeriod"])
	not resources.has(database, ["SourceDBInstanceIdentifier"])
}
