# METADATA
# title: A database logs connections and slow statements
# description: >-
#   Who connected when, and which statement took long, is what an audit and every hunt for a slow query ask
#   first. The engines log neither unless told to. A regulated database has to be told; elsewhere, a parameter group
#   that is there anyway is asked for it. In Aurora what the instances' groups set goes before what the cluster's sets.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithDBClusterParamGroups.html
# custom:
#   id: FC_RDS_023
#   severity: low
#   category: logging
#   types:
#     - AWS::RDS::DBParameterGroup
#     - AWS::RDS::DBClusterParameterGroup
#     - AWS::RDS::DBInstance
#     - AWS::RDS::DBCluster
#   attributes:
#     - Parameters.log_connections
#     - Parameters.log_disconnections
#     - Parameters.log_min_duration_statement
#     - Parameters.log_statement
#     - Parameters.log_duration
#     - Parameters.slow_query_log
#     - Parameters.general_log
#     - Family
#   failures: [F-002-03.2, F-002-03.3, F-003-06.2, F-003-06.3]
#   remediation:
#     cloudformation: |
#       Parameters:
#         log_connections: "1"
#         log_disconnections: "1"
#         log_min_duration_statement: "1000"
#     cloudformation/mysql: |
#       Parameters:
#         slow_query_log: "1"
#         long_query_time: "1"
#     terraform: |
#       parameter { # log_disconnections and log_min_duration_statement likewise
#         name  = "log_connections"
#         value = "1"
#       }
#     terraform/mysql: |
#       parameter {
#         name  = "slow_query_log"
#         value = "1"
#       }
package stackgrade.rules.rds.connection_logging

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.parameter_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in parameter_groups.groups
	_wanted[parameter_groups.engine(resource)]
	not parameter_groups.is_aurora_instance(resource)
	not _may_be_set_for_members(resource)
}

subject[resource.address] := resource if {
	"pci-dss" in input.profile.compliance
	some resource in parameter_groups.on_defaults
	_wanted[databases.family(resource.properties.Engine)]
}

fail contains findings.of_case(finding, engine) if {
	some resource in subject
	engine := databases.family(resource.properties.Engine)
	missing := object.keys(_wanted[engine])
	message := concat("", ["the engine's default parameter group does not log ", concat(", ", sort(missing))])
	finding := findings.at(resource, parameter_groups.attribute(resource), message)
}

fail contains findings.of_case(finding, engine) if {
	some resource in subject
	engine := parameter_groups.engine(resource)
	missing := {what |
		some what, settings in _wanted[engine]
		every name in settings {
			_is_off(name, lower(parameter_groups.setting(resource, name, "off")))
		}
		not _is_set_for_members(resource, settings)
	}
	count(missing) > 0
	finding := findings.at(resource, "Parameters", concat("", ["not logged: ", concat(", ", sort(missing))]))
}

_is_set_for_members(group, settings) if {
	members := _members(group)
	count(members) > 0
	every member in members {
		some name in settings
		own := resources.target(member.properties.DBParameterGroupName)
		not _is_off(name, lower(parameter_groups.setting(own, name, "off")))
	}
}

# A member has a group that is not in sight, or what this sets is open.
_may_be_set_for_members(group) if {
	some member in _members(group)
	resources.has(member, ["DBParameterGroupName"])
	not _has_known_settings(member)
}

_may_be_set_for_members(group) if {
	some member in _members(group)
	some unknown in resources.target(member.properties.DBParameterGroupName).unknowns
	startswith(unknown.pattern, "Parameters")
}

_has_known_settings(member) if resources.target(member.properties.DBParameterGroupName)

_has_known_settings(member) if startswith(member.properties.DBParameterGroupName, "default.")

_members(group) := [member |
	some cluster in resources.referrers(group.address, "AWS::RDS::DBCluster")
	some member in databases.members(cluster)
]

_is_off(name, value) if {
	name != "log_min_duration_statement"
	value in {"0", "off", "false", "none"}
}

# Zero milliseconds log every statement.
_is_off("log_min_duration_statement", value) if value in {"-1", "off"}

# What is logged, and the settings of which one is enough.
_wanted := {
	"postgres": {
		"connections": ["log_connections"],
		"disconnections": ["log_disconnections"],
		"slow statements": ["log_min_duration_statement", "log_statement", "log_duration"],
	},
	"mysql": {"slow statements": ["slow_query_log", "general_log"]},
}
