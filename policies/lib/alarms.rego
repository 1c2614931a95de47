# METADATA
# title: Alarms
# description: What the CloudWatch alarms of the stack watch.
package stackgrade.lib.alarms

import data.stackgrade.lib.databases
import data.stackgrade.lib.resources

# METADATA
# title: Metric alarms and alarms made of other alarms
types := ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"]

# METADATA
# title: The metrics that the alarms of the stack watch
# description: >-
#   Each has namespace, name and dimensions, the values of the dimensions by their names. They stand in the alarm
#   itself or in the terms of its expression.
metrics contains metric if {
	some alarm in resources.of("AWS::CloudWatch::Alarm")
	metric := _metric(alarm.properties)
}

metrics contains metric if {
	some alarm in resources.of("AWS::CloudWatch::Alarm")
	some term in alarm.properties.Metrics
	metric := _metric(term.MetricStat.Metric)
}

# METADATA
# title: The names of the metrics that are watched for a database
# description: >-
#   A metric is that of the database or of a member of the cluster, when a dimension names it. Without such a
#   dimension it is taken over all databases, this one among them.
of_database(database) := {metric.name |
	some metric in metrics
	metric.namespace == "AWS/RDS"
	_concerns(metric, database)
}

_concerns(metric, _) if {
	every identifier in _identifiers {
		not identifier in object.keys(metric.dimensions)
	}
}

_concerns(metric, database) if {
	some resource in ({database} | databases.members(database))
	identifier := _identifiers[resource.type]
	_names(metric.dimensions[identifier], identifier, resource)
}

# The dimension that names a resource is called like the property that holds its name.
_identifiers := {
	"AWS::RDS::DBInstance": "DBInstanceIdentifier",
	"AWS::RDS::DBCluster": "DBClusterIdentifier",
}

_names(value, _, resource) if value["$ref"] == resource.address

# Also when neither is known: both then come from the same parameter.
_names(value, identifier, resource) if value == resource.properties[identifier]

_metric(properties) := {
	"namespace": object.get(properties, "Namespace", null),
	"name": properties.MetricName,
	"dimensions": {dimension.Name: dimension.Value |
		some dimension in object.get(properties, "Dimensions", [])
		is_string(dimension.Name)
	},
}
