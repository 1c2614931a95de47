# METADATA
# title: Databases
# description: What kind of database an RDS resource is, as far as the template tells.
package stackgrade.lib.databases

import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: Instances and clusters
types := ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]

# METADATA
# title: Instances that own their settings
# description: Not members of a cluster, whose settings are the cluster's, and not Aurora, which has only members.
standalone[resource.address] := resource if {
	some resource in resources.of("AWS::RDS::DBInstance")
	not is_member(resource)
}

# METADATA
# title: Instances that own their settings, and clusters
independent[resource.address] := resource if some resource in standalone

independent[resource.address] := resource if some resource in resources.of("AWS::RDS::DBCluster")

# METADATA
# title: Instances and clusters that are no copy of another database
sources[resource.address] := resource if {
	some resource in independent
	not is_replica(resource)
}

# METADATA
# title: Whether an instance belongs to a cluster
is_member(resource) if {
	resource.type == "AWS::RDS::DBInstance"
	resources.has(resource, ["DBClusterIdentifier"])
}

is_member(resource) if {
	resource.type == "AWS::RDS::DBInstance"
	is_aurora(resource)
}

# METADATA
# title: Whether a database is a copy that follows another one
# description: A database that is restored to a point in time names a source as well, and goes its own way from there.
is_replica(resource) if {
	resource.type == "AWS::RDS::DBInstance"
	not _is_restored_to_a_point_in_time(resource)
	some source in ["SourceDBInstanceIdentifier", "SourceDBClusterIdentifier"]
	resources.has(resource, [source])
}

is_replica(resource) if resources.has(resource, ["ReplicationSourceIdentifier"])

_is_restored_to_a_point_in_time(resource) if resources.has(resource, ["RestoreTime"])

_is_restored_to_a_point_in_time(resource) if resource.properties.UseLatestRestorableTime == true

# METADATA
# title: Whether an instance or a cluster is Aurora
is_aurora(resource) if startswith(resource.properties.Engine, "aurora")

# METADATA
# title: Whether an instance is RDS Custom
# description: Its machine is the customer's to monitor, to patch and to keep available.
is_custom(resource) if startswith(resource.properties.Engine, "custom-")

# METADATA
# title: Whether a cluster is Aurora Serverless v1
# description: It has no instances, and its settings are chosen by AWS.
is_serverless_v1(resource) if resource.properties.EngineMode == "serverless"

# METADATA
# title: The members of a cluster
# description: By reference, or by the same name; names that are built from the same open parameter are the same.
members(cluster) := {instance |
	some instance in resources.of("AWS::RDS::DBInstance")
	_names(instance.properties.DBClusterIdentifier, cluster)
}

_names(value, cluster) if value["$ref"] == cluster.address

_names(value, cluster) if value == cluster.properties.DBClusterIdentifier

# METADATA
# title: Whether a database is given a master password, or lets AWS make one
# description: Copies and members have the password of what they belong to.
has_password(resource) if resources.has(resource, ["MasterUserPassword"])

has_password(resource) if {
	some property in ["ManageMasterPassword", "ManageMasterUserPassword"]
	resource.properties[property] == true
}

# METADATA
# title: Whether the master password can be read off the template
# description: >-
#   As literal text, or as the default of parameters that are not made for secrets; the default of one that is can be
#   overridden, and is a fault of that parameter. What AWS fills in, such as the name of the stack, is no secret either.
password_is_in_template(resource) if {
	password := resource.properties.MasterUserPassword
	is_string(password)
	not values.is_dynamic(password)
	count(split(password, "${")) == count(split(password, "${AWS::"))
	every name in resources.parameters(resource, "MasterUserPassword") {
		object.get(input.parameters, [name, "default"], "") != ""
		not name in names.secret_parameters
	}
}

# METADATA
# title: The names that no master user of a database may have
# description: Undefined when the template leaves the engine open.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
reserved_names(database) := {"admin", "rdsadmin", "user"} if family(database.properties.Engine) == "postgres"

reserved_names(database) := {"rdsadmin"} if family(database.properties.Engine) != "postgres"

reserved_names(database) := {"admin"} if database.type == "AWS::DocDB::DBCluster"

# METADATA
# title: The family of an engine
# description: >-
#   One of postgres, mysql, oracle, sqlserver, db2, however it is capitalized (RDS takes `MySQL` as well); undefined
#   when the template leaves the engine open.
family(engine) := "postgres" if contains(lower(engine), "postgres")

family(engine) := "mysql" if regex.match(`mysql|mariadb|^aurora$`, lower(engine))

family(engine) := "oracle" if contains(lower(engine), "oracle")

family(engine) := "sqlserver" if contains(lower(engine), "sqlserver")

family(engine) := "db2" if contains(lower(engine), "db2")
