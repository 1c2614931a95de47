# METADATA
# title: A parameter group is for the engine and version of its database
# description: >-
#   Each group is of a family, an engine with its major version. A family that does not exist is refused, and so is a
#   group of another family than the database has.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
# custom:
#   id: FC_RDS_050
#   severity: critical
#   category: operations
#   types:
#     - AWS::RDS::DBCluster
#     - AWS::RDS::DBClusterParameterGroup
#     - AWS::RDS::DBInstance
#     - AWS::RDS::DBParameterGroup
#   attributes: [Engine, EngineVersion, Family]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Engine: postgres
#       EngineVersion: "17"
#       DBParameterGroupName: !Ref Parameters # Family: postgres17
#     terraform: |
#       engine               = "postgres"
#       engine_version       = "17"
#       parameter_group_name = aws_db_parameter_group.shop.name # family = "postgres17"
package stackgrade.rules.rds.parameter_group_fits

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.parameter_groups
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# Of a group, its family is judged; of a database, the group of this stack that it has.
subject[group.address] := group if some group in resources.own_any(_groups)

subject[database.address] := database if {
	some database in resources.own_any(databases.types)
	_group(database)
}

fail contains findings.at(group, "Family", message) if {
	some group in resources.own_any(_groups)
	family := group.properties.Family
	values.is_literal(family)
	regex.match(`^(aurora|mariadb|mysql|postgres)`, family)
	not regex.match(_existing, family)
	message := concat("", ["there is no family ", family, " (as of 2026-11)"])
}

fail contains findings.at(database, parameter_groups.attribute(database), message) if {
	some database in subject
	family := _group(database).properties.Family
	is_string(family)
	regex.match(_existing, family)
	wanted := parameter_groups.family(database)
	not startswith(family, wanted)
	message := concat("", ["the group is for ", family, ", and the database is of ", wanted])
}

_groups := ["AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup"]

_group(database) := group if {
	group := resources.target(object.get(database.properties, parameter_groups.attribute(database), null))
	group.type in _groups
}

# Versions that come are let through.
_existing := concat("", [
	`^(aurora5\.6|aurora-mysql(5\.7|8\.[0-9])|aurora-postgresql(9\.6|[12][0-9])`,
	`|mariadb1[0-9]\.[0-9]+|mysql(5\.[1567]|8\.[0-9]|9\.[0-9])|postgres(9\.[3-6]|[12][0-9]))$`,
])
