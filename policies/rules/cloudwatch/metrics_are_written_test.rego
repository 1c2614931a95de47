package stackgrade.rules.cloudwatch.metrics_are_written_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.metrics_are_written

_alarm(namespace, name, dimensions) := testing.stack(
	{"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {
		"Namespace": namespace,
		"MetricName": name,
		"Dimensions": [{"Name": dimension, "Value": "orders"} | some dimension in dimensions],
	}}},
	{},
)

test_fails_for_metrics_that_are_not_written if {
	every stack in [
		_alarm("AWS/ApiGateway", "5XX", ["ApiName"]),
		_alarm("AWS/ApiGateway", "5xx", ["ApiName", "Stage"]),
		_alarm("AWS/ApiGateway", "5XXError", ["ApiId"]),
		_alarm("AWS/ApplicationELB", "UnHealthyHostCount", ["TargetGroup"]),
		_alarm("AWS/DynamoDB", "ThrottledRequests", ["TableName"]),
		_alarm("AWS/DynamoDB", "UserErrors", ["TableName"]),
	] {
		testing.statuses(metrics_are_written) == {"Alarm": "fail"} with input as stack
	}
}

test_passes_for_metrics_that_are_written if {
	every stack in [
		_alarm("AWS/ApiGateway", "5XXError", ["ApiName", "Stage"]),
		_alarm("AWS/ApiGateway", "5xx", ["ApiId"]),
		_alarm("AWS/ApiGateway", "MessageCount", ["ApiId", "Stage"]),
		_alarm("AWS/ApplicationELB", "UnHealthyHostCount", ["TargetGroup", "LoadBalancer", "AvailabilityZone"]),
		_alarm("AWS/ApplicationELB", "TargetResponseTime", ["LoadBalancer"]),
		_alarm("AWS/DynamoDB", "ThrottledRequests", ["TableName", "Operation"]),
		_alarm("AWS/DynamoDB", "UserErrors", []),
	] {
		testing.statuses(metrics_are_written) == {"Alarm": "pass"} with input as stack
	}
}

test_says_what_there_is if {
	stack := _alarm("AWS/ApplicationELB", "HealthyHostCount", [])
	some finding in metrics_are_written.fail with input as stack
	finding.message == "HealthyHostCount comes with the dimensions LoadBalancer and TargetGroup only"
}

test_leaves_out_metrics_of_others if {
	testing.statuses(metrics_are_written) == {} with input as _alarm("Shop", "5XX", ["ApiName"])
}

test_unknown_when_a_parameter_decides if {
	stack := _alarm("AWS/ApiGateway", testing.unknown("parameter Metric has no default"), ["ApiName"])
	testing.statuses(metrics_are_written) == {"Alarm": "unknown"} with input as stack
}
