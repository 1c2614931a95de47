# METADATA
# title: Parameter groups
# description: What the parameter group of a database or of a cluster sets.
package stackgrade.lib.parameter_groups

import data.stackgrade.lib.databases
import data.stackgrade.lib.resources

# METADATA
# title: The parameter groups of databases and clusters
groups[resource.address] := resource if {
	some resource in resources.of_any(["AWS::RDS::DBParameterGroup", "AWS::RDS::DBClusterParameterGroup"])
}

# METADATA
# title: The engine that a group is for
engine(group) := databases.family(group.properties.Family)

# METADATA
# title: Whether a group is for single members of an Aurora cluster
# description: What concerns connections and logs is set for the cluster there.
is_aurora_instance(group) if {
	group.type == "AWS::RDS::DBParameterGroup"
	startswith(group.properties.Family, "aurora")
}

# METADATA
# title: A setting as text, or a default
setting(group, name, default_value) := text if {
	value := object.get(group.properties, ["Parameters", name], default_value)
	text := _text(value)
}

# METADATA
# title: The property that names the parameter group of a database
attribute(database) := "DBParameterGroupName" if database.type == "AWS::RDS::DBInstance"

attribute(database) := "DBClusterParameterGroupName" if database.type == "AWS::RDS::DBCluster"

# METADATA
# title: The databases that run with what their engine has as its defaults
on_defaults[database.address] := database if {
	some database in databases.sources
	startswith(object.get(database.properties, attribute(database), "default."), "default.")
}

# METADATA
# title: The family of the default parameter group that a database has
# description: >-
#   Such as `postgres16`. Undefined when engine or version are not stated: then AWS takes the version that is the
#   default on the day.
default_family(database) := trim_prefix(name, "default.") if {
	name := object.get(database.properties, attribute(database), "")
	startswith(name, "default.")
}

default_family(database) := family(database) if not resources.has(database, [attribute(database)])

# METADATA
# title: The family of the parameter groups that a database takes
# description: Such as `mysql8.0`. Undefined when engine or version are not stated.
family(database) := concat("", [database.properties.Engine, version[0][1]]) if {
	version := regex.find_all_string_submatch_n(
		_version[database.properties.Engine],
		_version_text(database.properties.EngineVersion),
		1,
	)
}

# METADATA
# title: The parameter that makes the server insist on TLS
tls_switch(family) := "rds.force_ssl" if databases.family(family) in {"postgres", "sqlserver"}

tls_switch(family) := "require_secure_transport" if databases.family(family) == "mysql"

# METADATA
# title: What that parameter is when nobody sets it
# description: Undefined when AWS does not say so.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
tls_default(family) := _since(_number(family, `^postgres([0-9]+)`), 15)

tls_default(family) := _since(_number(family, `^aurora-postgresql([0-9]+)`), 17)

tls_default(family) := "0" if regex.match(`^(aurora-)?mysql`, family)

# Versions before 10.5 do not have it.
tls_default(family) := "0" if regex.match(`^mariadb(10\.(5|6|11)|11\.4)$`, family)

tls_default(family) := "1" if {
	regex.match(`^mariadb`, family)
	(_number(family, `^mariadb([0-9]+)`) * 100) + _number(family, `\.([0-9]+)$`) >= 1108
}

_since(version, first) := "1" if version >= first

_since(version, first) := "0" if version < first

_number(family, pattern) := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(pattern, family, 1)
}

# What of a version is in the name of the family.
_version := {
	"aurora-mysql": `^([0-9]+\.[0-9]+)`,
	"aurora-postgresql": `^([0-9]+)`,
	"mariadb": `^([0-9]+\.[0-9]+)`,
	"mysql": `^([0-9]+\.[0-9]+)`,
	"postgres": `^([0-9]+)`,
}

_version_text(value) := value if is_string(value)

_version_text(value) := json.marshal(value) if is_number(value)

_text(value) := value if is_string(value)

_text(value) := format_int(value, 10) if is_number(value)

_text(true) := "1"

_text(false) := "0"

_text(value) := "" if is_object(value)
