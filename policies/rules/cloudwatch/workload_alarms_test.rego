package stackgrade.rules.cloudwatch.workload_alarms_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudwatch.workload_alarms

_function := {"Orders": {"type": "AWS::Lambda::Function", "properties": {"FunctionName": "orders-${Suffix}"}}}

_alarm(namespace, dimensions) := {"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {
	"Namespace": namespace,
	"MetricName": "Errors",
	"Dimensions": dimensions,
}}}

# The stack has alarms, and forgot the function.
_other := {"Other": {"type": "AWS::CloudWatch::Alarm", "properties": {"Namespace": "Shop", "MetricName": "Orders"}}}

_named(value) := [{"Name": "FunctionName", "Value": value}]

test_fails_without_an_alarm if {
	types := [type | some type in workload_alarms.metadata.custom.types]
	testing.statuses(workload_alarms) == {type: "fail" | some type in types} with input as testing.stack(
		object.union(_other, {type: {"type": type} | some type in types}),
		{},
	)
}

test_names_a_metric_to_begin_with if {
	verdicts := testing.verdicts(workload_alarms) with input as testing.stack(object.union(_other, _function), {})
	{verdict.message | some verdict in verdicts} == {"no alarm watches it, such as one on Errors"}
}

test_passes_when_an_alarm_names_it if {
	every alarm in [
		_alarm("AWS/Lambda", _named(testing.ref("Orders", "Ref"))),
		_alarm("AWS/Lambda", _named("orders-${Suffix}")),
		_alarm("AWS/Lambda", _named("${Orders}:live")),
	] {
		testing.statuses(workload_alarms) == {"Orders": "pass"} with input as testing.stack(
			object.union(_function, alarm),
			{},
		)
	}
}

test_passes_when_an_alarm_is_for_all if {
	every alarm in [
		_alarm("AWS/Lambda", []),
		{"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"Metrics": [{
			"Id": "worst",
			"Expression": `SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)`,
		}]}}},
	] {
		testing.statuses(workload_alarms) == {"Orders": "pass"} with input as testing.stack(
			object.union(_function, alarm),
			{},
		)
	}
}

test_passes_when_an_alarm_calculates_with_it if {
	testing.statuses(workload_alarms) == {"Orders": "pass"} with input as testing.stack(
		object.union(_function, {"Rate": {"type": "AWS::CloudWatch::Alarm", "properties": {"Metrics": [
			{"Id": "rate", "Expression": "100 * errors / calls"},
			{"Id": "errors", "MetricStat": {"Metric": {
				"Namespace": "AWS/Lambda",
				"MetricName": "Errors",
				"Dimensions": _named(testing.ref("Orders", "Ref")),
			}}},
		]}}}),
		{},
	)
}

test_fails_when_the_alarm_is_for_another if {
	every alarm in [
		_alarm("AWS/Lambda", _named("bills")),
		_alarm("AWS/SQS", [{"Name": "QueueName", "Value": "orders-${Suffix}"}]),
		_alarm("AWS/EC2", []),
	] {
		testing.statuses(workload_alarms) == {"Orders": "fail"} with input as testing.stack(
			object.union(_function, alarm),
			{},
		)
	}
}

test_a_function_is_watched_through_what_calls_it if {
	watched := _alarm("AWS/States", [{"Name": "Caller", "Value": testing.ref("Caller", "Ref")}])
	every caller in [
		{"Caller": {
			"type": "AWS::StepFunctions::StateMachine",
			"properties": {"DefinitionSubstitutions": {"Function": testing.ref("Orders", "Arn")}},
		}},
		{
			"Caller": {"type": "AWS::ApiGateway::RestApi"},
			"Method": {"type": "AWS::ApiGateway::Method", "properties": {
				"RestApiId": testing.ref("Caller", "Ref"),
				"Integration": {"Uri": "arn:aws:apigateway:eu-west-1:lambda:path/functions/${Orders.Arn}/invocations"},
			}},
		},
	] {
		testing.statuses(workload_alarms) == {"Orders": "pass", "Caller": "pass"} with input as testing.stack(
			object.union_n([_function, caller, watched]),
			{},
		)
		testing.statuses(workload_alarms) == {"Orders": "fail", "Caller": "fail"} with input as testing.stack(
			object.union_n([_function, caller, _other]),
			{},
		)
	}
}

test_a_function_is_watched_through_an_http_api if {
	testing.statuses(workload_alarms) == {"Api": "pass", "Orders": "pass"} with input as testing.stack(
		{
			"Orders": {"type": "AWS::Lambda::Function"},
			"Api": {"type": "AWS::ApiGatewayV2::Api"},
			"Integration": {"type": "AWS::ApiGatewayV2::Integration", "properties": {
				"ApiId": testing.ref("Api", "Ref"),
				"IntegrationUri": testing.ref("Orders", "Arn"),
			}},
			"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {
				"Namespace": "AWS/ApiGateway",
				"MetricName": "5xx",
				"Dimensions": [{"Name": "ApiId", "Value": testing.ref("Api", "Ref")}],
			}},
		},
		{},
	)
}

test_a_queue_is_watched_by_what_it_cannot_get_rid_of if {
	testing.statuses(workload_alarms) == {"Orders": "pass", "Failed": "pass"} with input as testing.stack(
		object.union(
			{
				"Orders": {"type": "AWS::SQS::Queue", "properties": {"RedrivePolicy": {
					"deadLetterTargetArn": testing.ref("Failed", "Arn"),
					"maxReceiveCount": 5,
				}}},
				"Failed": {"type": "AWS::SQS::Queue"},
			},
			_alarm("AWS/SQS", [{"Name": "QueueName", "Value": testing.ref("Failed", "QueueName")}]),
		),
		{},
	)
}

test_leaves_out_what_others_watch if {
	testing.statuses(workload_alarms) == {} with input as testing.stack(
		{
			"Locks": {"type": "AWS::DynamoDB::Table", "properties": {"KeySchema": [{"AttributeName": "LockID"}]}},
			"Edge": {"type": "AWS::Lambda::Function", "properties": {"Role": testing.ref("EdgeRole", "Arn")}},
			"EdgeRole": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": {"Statement": [{
				"Effect": "Allow",
				"Principal": {"Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]},
			}]}}},
			"Provider": {"type": "AWS::Lambda::Function"},
			"Thing": {"type": "Custom::Thing", "properties": {"ServiceToken": testing.ref("Provider", "Arn")}},
			"Service": {"type": "AWS::ECS::Service", "properties": {"LoadBalancers": [{"ContainerPort": 80}]}},
			"Group": {
				"type": "AWS::AutoScaling::AutoScalingGroup",
				"properties": {"TargetGroupARNs": ["arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1"]},
			},
		},
		{},
	)
}

test_unknown_when_it_is_open_what_an_alarm_watches if {
	testing.statuses(workload_alarms) == {"Orders": "unknown"} with input as testing.stack(
		object.union(_function, _alarm("AWS/Lambda", _named(testing.unknown("parameter Name has no default")))),
		{},
	)
}

test_unknown_when_a_part_of_the_stack_is_out_of_sight if {
	testing.statuses(workload_alarms) == {"Orders": "unknown"} with input as testing.stack(
		object.union(_function, _other),
		{"incomplete": [{"address": "Alarms", "reason": "the nested stack lies in a bucket"}]},
	)
}

test_leaves_out_stacks_without_any_alarm if {
	testing.statuses(workload_alarms) == {} with input as testing.stack(_function, {})
}

test_does_not_apply_to_a_test_environment if {
	testing.statuses(workload_alarms) == {} with input as testing.stack(
		object.union(_function, _other),
		{"profile": testing.disposable},
	)
}
