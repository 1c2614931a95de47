# METADATA
# title: Parameter groups
# description: What the parameter group of a database or of a cluster sets.
package stackgrade.lib.parameter_groups

import data.stackgrade.lib.databases
import data.stackgrade.lib.resources

# METADATA
# title: The parameter groups of databases and clusters
groups contains resource if {
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
# title: The major version of PostgreSQL that a group is for
# description: Undefined for other engines.
postgres_version(group) := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(`postgres(?:ql)?([0-9]+)`, group.properties.Family, 1)
}

_text(value) := value if is_string(value)

_text(value) := format_int(value, 10) if is_number(value)

_text(true) := "1"

_text(false) := "0"

_text(value) := "" if is_object(value)
