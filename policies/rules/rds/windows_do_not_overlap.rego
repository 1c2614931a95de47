# METADATA
# title: Backups and maintenance of a database do not meet
# description: >-
#   The daily window for backups and the weekly one for maintenance have no minute in common, and each has thirty at
#   least. RDS refuses a database whose windows meet.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
# custom:
#   id: FC_RDS_056
#   severity: critical
#   category: operations
#   types: [AWS::RDS::DBCluster, AWS::RDS::DBInstance]
#   attributes: [PreferredBackupWindow, PreferredMaintenanceWindow]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       PreferredBackupWindow: 02:00-03:00
#       PreferredMaintenanceWindow: sun:04:00-sun:05:00
#     terraform: |
#       backup_window      = "02:00-03:00"
#       maintenance_window = "sun:04:00-sun:05:00"
package stackgrade.rules.rds.windows_do_not_overlap

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Backups of a cluster's member are the cluster's.
subject[database.address] := database if {
	some database in resources.own_any(metadata.custom.types)
	not _is_member(database)
	some property in metadata.custom.attributes
	resources.has(database, [property])
}

fail contains findings.at(database, "PreferredMaintenanceWindow", message) if {
	some database in subject
	backup := _window(database.properties.PreferredBackupWindow)
	maintenance := _window(database.properties.PreferredMaintenanceWindow)
	_meet(backup, maintenance)
	message := concat(" ", ["maintenance meets the backups of", database.properties.PreferredBackupWindow])
}

fail contains findings.proven_at(database, property, "a window has thirty minutes at least") if {
	some database in subject
	some property in metadata.custom.attributes
	_window(database.properties[property]).length < 30
}

_is_member(database) if {
	database.type == "AWS::RDS::DBInstance"
	resources.has(database, ["DBClusterIdentifier"])
}

# Each begins before the other, which began less than its length ago, ends. Backups are made on every day.
_meet(backup, maintenance) if ((maintenance.begin - backup.begin) + 10080) % 1440 < backup.length

_meet(backup, maintenance) if ((backup.begin - maintenance.begin) + 10080) % 1440 < maintenance.length

# In minutes: when in the week, or the day, it begins, and how long it is.
_window(text) := {"begin": begin, "length": ((end - begin) + 10080) % _span(ends[0][1])} if {
	ends := regex.find_all_string_submatch_n(_time, lower(text), -1)
	count(ends) == 2
	begin := _minute(ends[0])
	end := _minute(ends[1])
}

_time := `(mon:|tue:|wed:|thu:|fri:|sat:|sun:|)([0-9]{2}):([0-9]{2})`

_minute(parts) := ((_days[parts[1]] * 1440) + (to_number(parts[2]) * 60)) + to_number(parts[3])

_span("") := 1440

_span(day) := 10080 if day != ""

_days := {"": 0, "mon:": 0, "tue:": 1, "wed:": 2, "thu:": 3, "fri:": 4, "sat:": 5, "sun:": 6}
