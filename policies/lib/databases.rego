# METADATA
# title: Databases
# description: What kind of database an RDS resource is, as far as the template tells.
package stackgrade.lib.databases

import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: Instances and clusters
types := ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]

# METADATA
# title: Instances that own their settings
# description: Not members of a cluster, whose settings are the cluster's, and not Aurora, which has only members.
standalone contains resource if {
	some resource in resources.of("AWS::RDS::DBInstance")
	not is_member(resource)
}

# METADATA
# title: Instances and clusters that are no copy of another database
sources contains resource if {
	some resource in (standalone | resources.of("AWS::RDS::DBCluster"))
	not is_replica(resource)
}

# METADATA
# title: Whether an instance belongs to a cluster
is_member(resource) if resources.has(resource, ["DBClusterIdentifier"])

is_member(resource) if {
	resource.type == "AWS::RDS::DBInstance"
	startswith(resource.properties.Engine, "aurora")
}

# METADATA
# title: Whether a database is a copy that follows another one
is_replica(resource) if resources.has(resource, ["SourceDBInstanceIdentifier"])

is_replica(resource) if resources.has(resource, ["SourceDBClusterIdentifier"])

is_replica(resource) if resources.has(resource, ["ReplicationSourceIdentifier"])

# METADATA
# title: Whether a cluster's settings come from Aurora
is_aurora(resource) if startswith(resource.properties.Engine, "aurora")

# METADATA
# title: The members of a cluster
# description: By reference, or by the same name.
members(cluster) := {instance |
	some instance in resources.of("AWS::RDS::DBInstance")
	_names(instance.properties.DBClusterIdentifier, cluster)
}

_names(value, cluster) if value["$ref"] == cluster.address

_names(value, cluster) if {
	values.is_literal(value)
	value == cluster.properties.DBClusterIdentifier
}

# METADATA
# title: The family of an engine
# description: One of postgres, mysql, oracle, sqlserver, db2; undefined when the template leaves the engine open.
family(engine) := "postgres" if contains(engine, "postgres")

family(engine) := "mysql" if regex.match(`mysql|mariadb|^aurora$`, engine)

family(engine) := "oracle" if contains(engine, "oracle")

family(engine) := "sqlserver" if contains(engine, "sqlserver")

family(engine) := "db2" if contains(engine, "db2")
