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
#   Each has namespace, name and dimensions. They stand in the alarm itself or in the terms of its expression; left out
#   are those whose dimensions are not known by name.
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
#   A metric is that of the database, or of a member of the cluster, when a dimension names it. Without such a
#   dimension it is taken over all databases, this one among them.
of_database(database) := {metric.name |
	some metric in metrics
	metric.namespace == "AWS/RDS"
	_concerns(metric, database)
}

_concerns(metric, _) if {
	every dimension in metric.dimensions {
		not dimension.Name in {"DBInstanceIdentifier", "DBClusterIdentifier"}
	}
}

_concerns(metric, database) if {
	some resource in ({database} | databases.members(database))
	some dimension in metric.dimensions
	_names(dimension, resource)
}

_names(dimension, resource) if dimension.Value["$ref"] == resource.address

# The dimension is called like the property. Both may be open: they are the same when the same parameter gives them.
_names(dimension, resource) if dimension.Value == resource.properties[dimension.Name]

_metric(properties) := {"namespace": properties.Namespace, "name": properties.MetricName, "dimensions": dimensions} if {
	dimensions := object.get(properties, "Dimensions", [])
	every dimension in dimensions {
		is_string(dimension.Name)
	}
}
