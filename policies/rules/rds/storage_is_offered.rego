# METADATA
# title: Storage has the size and operations that its type is offered with
# description: >-
#   MySQL, MariaDB and PostgreSQL start at 100 GiB of storage with provisioned operations, and at 5 GiB of any other.
#   The operations and throughput of gp3 can be chosen from 400 GiB on. Anything else is refused when the database is
#   created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
#   - https://docs.aws.amazon.com/cli/latest/reference/rds/describe-orderable-db-instance-options.html
# custom:
#   id: FC_RDS_054
#   severity: high
#   category: operations
#   types: [AWS::RDS::DBInstance]
#   attributes: [AllocatedStorage, Engine, StorageType]
#   presence: [Iops, StorageThroughput]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       StorageType: gp3
#       AllocatedStorage: "20"
#     terraform: |
#       storage_type      = "gp3"
#       allocated_storage = 20
package stackgrade.rules.rds.storage_is_offered

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# A copy has the storage of what it follows, or what was restored.
subject[database.address] := database if {
	some database in resources.own("AWS::RDS::DBInstance")
	database.properties.Engine in {"mariadb", "mysql", "postgres"}
	resources.has(database, ["AllocatedStorage"])
	not databases.is_member(database)
	not databases.is_replica(database)
	not resources.has(database, ["DBSnapshotIdentifier"])
}

fail contains findings.at(database, "AllocatedStorage", message) if {
	some database in subject
	size := values.number(database.properties.AllocatedStorage)
	least := _least[_type(database)]
	size < least
	message := concat("", [_type(database), " starts at ", format_int(least, 10), " GiB (as of 2026-11)"])
}

fail contains findings.at(database, property, "of gp3 this can be chosen from 400 GiB on (as of 2026-11)") if {
	some database in subject
	database.properties.StorageType == "gp3"
	values.number(database.properties.AllocatedStorage) < 400
	some property in ["Iops", "StorageThroughput"]
	resources.has(database, [property])
}

# By the pages above and RDS's service model in botocore 1.44.5, in November 2026. They say 20 GiB of general purpose
# storage; but what RDS itself offers begins at 5, and databases with 10 are created every day.
_least := {"gp2": 5, "gp3": 5, "io1": 100, "io2": 100, "standard": 5}

# Whoever provisions operations and says no more gets io1, and gp3 who says nothing.
_type(database) := object.get(database.properties, "StorageType", "io1") if resources.has(database, ["Iops"])

_type(database) := object.get(database.properties, "StorageType", "gp3") if not resources.has(database, ["Iops"])
