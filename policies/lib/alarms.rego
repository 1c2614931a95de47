# METADATA
# title: Alarms
# description: What the CloudWatch alarms of the stack watch.
package stackgrade.lib.alarms

import data.stackgrade.lib.callers
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

# METADATA
# title: What runs in a stack and has metrics of its own, by type
# description: >-
#   Each has the namespaces of its metrics, the dimension that names one of its kind, the property that holds this name,
#   and a metric that is worth an alarm.
workloads[type] := kind if some type, kind in _workloads

# METADATA
# title: The workloads of the stack that nothing but an alarm watches
unattended[resource.address] := resource if {
	some type, _ in _workloads
	some resource in resources.own(type)
	not _is_watched_elsewhere(resource)
}

# What runs at CloudFront's edge has its metrics in many regions, and nothing waits for a table of locks.
_is_watched_elsewhere(resource) if callers.at_the_edge(resource)

_is_watched_elsewhere(resource) if {
	some key in resource.properties.KeySchema
	key.AttributeName == "LockID"
}

# CloudFormation itself waits for what backs a custom resource.
_is_watched_elsewhere(resource) if {
	some edge in resources.edges_to(resource.address)
	edge.attribute == "ServiceToken"
}

# The load balancer in front knows when targets fail.
_is_watched_elsewhere(resource) if {
	some property in ["LoadBalancers", "TargetGroupARNs"]
	resources.has(resource, [property])
}

# METADATA
# title: Whether an alarm watches a workload
# description: By reference, by its name, or because it takes a metric of the service over all of its kind.
watch(workload) if {
	some edge in resources.edges_to(workload.address)
	regex.match(`^(Dimensions|Metrics)\b`, edge.attribute)
	resources.at(edge.source).type == "AWS::CloudWatch::Alarm"
}

watch(workload) if {
	kind := workloads[workload.type]
	some metric in metrics
	metric.namespace in kind.namespaces
	some dimension in metric.dimensions
	dimension.Name == kind.dimension
	dimension.Value == workload.properties[kind.property]
}

watch(workload) if {
	kind := workloads[workload.type]
	some metric in metrics
	metric.namespace in kind.namespaces
	every dimension in metric.dimensions {
		dimension.Name != kind.dimension
	}
}

# A query names the namespace: SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)
watch(workload) if {
	some alarm in resources.of("AWS::CloudWatch::Alarm")
	some term in alarm.properties.Metrics
	some namespace in workloads[workload.type].namespaces
	contains(term.Expression, concat("", [`"`, namespace, `"`]))
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

# regal ignore:rule-length
_workloads := {
	"AWS::ApiGateway::RestApi": {
		"namespaces": {"AWS/ApiGateway"},
		"dimension": "ApiName",
		"property": "Name",
		"metric": "5XXError",
	},
	"AWS::ApiGatewayV2::Api": {
		"namespaces": {"AWS/ApiGateway"},
		"dimension": "ApiId",
		"property": null,
		"metric": "5xx",
	},
	"AWS::AutoScaling::AutoScalingGroup": {
		"namespaces": {"AWS/AutoScaling", "AWS/EC2"},
		"dimension": "AutoScalingGroupName",
		"property": "AutoScalingGroupName",
		"metric": "CPUUtilization",
	},
	"AWS::DynamoDB::Table": {
		"namespaces": {"AWS/DynamoDB"},
		"dimension": "TableName",
		"property": "TableName",
		"metric": "ReadThrottleEvents",
	},
	"AWS::ECS::Service": {
		"namespaces": {"AWS/ECS", "ECS/ContainerInsights"},
		"dimension": "ServiceName",
		"property": "ServiceName",
		"metric": "CPUUtilization",
	},
	"AWS::ElasticLoadBalancingV2::LoadBalancer": {
		"namespaces": {"AWS/ApplicationELB", "AWS/GatewayELB", "AWS/NetworkELB"},
		"dimension": "LoadBalancer",
		"property": null,
		"metric": "UnHealthyHostCount",
	},
	"AWS::Kinesis::Stream": {
		"namespaces": {"AWS/Kinesis"},
		"dimension": "StreamName",
		"property": "Name",
		"metric": "GetRecords.IteratorAgeMilliseconds",
	},
	"AWS::Lambda::Function": {
		"namespaces": {"AWS/Lambda"},
		"dimension": "FunctionName",
		"property": "FunctionName",
		"metric": "Errors",
	},
	"AWS::SQS::Queue": {
		"namespaces": {"AWS/SQS"},
		"dimension": "QueueName",
		"property": "QueueName",
		"metric": "ApproximateAgeOfOldestMessage",
	},
	"AWS::StepFunctions::StateMachine": {
		"namespaces": {"AWS/States"},
		"dimension": "StateMachineArn",
		"property": null,
		"metric": "ExecutionsFailed",
	},
}
