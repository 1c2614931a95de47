package stackgrade.rules.iam.role_allows_what_is_needed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.role_allows_what_is_needed

_role(properties) := {"type": "AWS::IAM::Role", "properties": properties}

_inline(actions) := {"Policies": [{"PolicyName": "p", "PolicyDocument": _document(actions)}]}

_document(actions) := {"Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}

_aws(name) := {"ManagedPolicyArns": [concat("/", ["arn:aws:iam::aws:policy/service-role", name])]}

_function(properties) := {
	"type": "AWS::Lambda::Function",
	"properties": object.union({"Role": testing.ref("Role", "Arn")}, properties),
}

_in_vpc := _function({"VpcConfig": {"SubnetIds": ["subnet-1"]}})

_with_variable := _function({"Environment": {"Variables": {"ORDERS": testing.ref("Orders", "Ref")}}})

_orders := {"type": "AWS::Kinesis::Stream"}

test_fails_when_a_function_in_a_vpc_may_not_enter_it if {
	verdicts := testing.verdicts(role_allows_what_is_needed) with input as testing.stack(
		{"Role": _role(_aws("AWSLambdaBasicExecutionRole")), "Function": _in_vpc},
		{},
	)
	[
		"fail",
		"the function is in a VPC, and the role does not allow ec2:CreateNetworkInterface",
	] in {[verdict.status, verdict.message] | some verdict in verdicts}
}

test_fails_when_a_function_in_a_vpc_may_not_leave_it if {
	verdicts := testing.verdicts(role_allows_what_is_needed) with input as testing.stack(
		{
			"Role": _role(_inline(["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces"])),
			"Function": _in_vpc,
		},
		{},
	)
	{verdict.message | some verdict in verdicts} == {
		"the function is in a VPC, and the role does not allow ec2:DeleteNetworkInterface",
	}
}

test_passes_with_the_permission if {
	every properties in [
		_aws("AWSLambdaVPCAccessExecutionRole"),
		_aws("SomeOtherPolicyOfAws"),
		_inline(["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces"]),
		_inline("ec2:*NetworkInterface*"),
		_inline("*"),
		{"Policies": [{"PolicyDocument": {"Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}}}]},
	] {
		testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role(properties), "Function": _in_vpc},
			{},
		)
	}
}

test_sees_policies_that_are_attached if {
	every policy in [
		{
			"type": "AWS::IAM::Policy",
			"properties": {"Roles": [testing.ref("Role", "Ref")], "PolicyDocument": _document("ec2:*")},
		},
		{
			"type": "AWS::IAM::RolePolicy",
			"properties": {"RoleName": testing.ref("Role", "Ref"), "PolicyDocument": _document("ec2:*")},
		},
		{
			"type": "AWS::IAM::Policy",
			"properties": {"Roles": ["app"], "PolicyDocument": _document("ec2:*")},
		},
	] {
		testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as testing.stack(
			{"Role": _role({"RoleName": "app"}), "Function": _in_vpc, "Policy": policy},
			{},
		)
	}
}

test_sees_managed_policies_of_the_stack if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as testing.stack(
		{
			"Role": _role({"ManagedPolicyArns": [testing.ref("Policy", "Ref")]}),
			"Function": _in_vpc,
			"Policy": {"type": "AWS::IAM::ManagedPolicy", "properties": {"PolicyDocument": _document("ec2:*")}},
		},
		{},
	)
}

test_fails_when_a_variable_names_what_the_role_may_not_use if {
	verdicts := testing.verdicts(role_allows_what_is_needed) with input as testing.stack(
		{"Role": _role(_inline("sqs:SendMessage")), "Function": _with_variable, "Orders": _orders},
		{},
	)
	{[verdict.status, verdict.message] | some verdict in verdicts} == {[
		"fail",
		"a variable names something there, and the role allows nothing of kinesis",
	]}
}

test_what_sam_gives_to_every_function_says_nothing_of_one if {
	resources := {
		"Role": _role(_inline("sqs:SendMessage")),
		"Function": _with_variable,
		"Other": object.union(_with_variable, {"properties": {"Role": "arn:aws:iam::111122223333:role/other"}}),
		"Orders": _orders,
	}
	testing.statuses(role_allows_what_is_needed) == {} with input as testing.stack(resources, {"format": "sam"})
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as testing.stack(resources, {})
}

test_passes_with_any_action_of_the_service if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as testing.stack(
		{"Role": _role(_inline("kinesis:PutRecord")), "Function": _with_variable, "Orders": _orders},
		{},
	)
}

test_passes_when_the_policy_of_the_other_side_names_the_role if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as testing.stack(
		{
			"Role": _role({}),
			"Function": _function({"Environment": {"Variables": {"FILES": testing.ref("Files", "Ref")}}}),
			"Files": {"type": "AWS::S3::Bucket"},
			"Policy": {"type": "AWS::S3::BucketPolicy", "properties": {"PolicyDocument": {"Statement": [{
				"Effect": "Allow",
				"Action": "s3:GetObject",
				"Principal": {"AWS": testing.ref("Role", "Arn")},
			}]}}},
		},
		{},
	)
}

test_leaves_out_what_is_fetched_at_deployment if {
	testing.statuses(role_allows_what_is_needed) == {} with input as testing.stack(
		{
			"Role": _role({}),
			"Secret": {"type": "AWS::SecretsManager::Secret"},
			"Function": _function({"Environment": {"Variables": {
				"PASSWORD": "{{resolve:secretsmanager:${Secret}:SecretString:password}}",
			}}}),
			"Files": {"type": "AWS::S3::Bucket"},
			"Task": {"type": "AWS::ECS::TaskDefinition", "properties": {
				"TaskRoleArn": testing.ref("Role", "Arn"),
				"ContainerDefinitions": [{"Environment": [
					{"Name": "PASSWORD", "Value": "{{resolve:secretsmanager:${Secret}:SecretString:password}}"},
					{"Name": "SITE", "Value": testing.ref("Files", "WebsiteURL")},
				]}],
			}},
		},
		{},
	)
}

test_knows_what_feeds_a_function if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as testing.stack(
		{
			"Role": _role(_inline("kinesis:PutRecord")),
			"Function": _function({}),
			"Orders": _orders,
			"Mapping": {"type": "AWS::Lambda::EventSourceMapping", "properties": {
				"FunctionName": testing.ref("Function", "Ref"),
				"EventSourceArn": testing.ref("Orders", "Arn"),
			}},
		},
		{},
	)
}

test_knows_where_failed_events_go if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as testing.stack(
		{
			"Role": _role(_inline("logs:*")),
			"Function": _function({"DeadLetterConfig": {"TargetArn": testing.ref("Failed", "Arn")}}),
			"Failed": {"type": "AWS::SQS::Queue"},
		},
		{},
	)
}

test_knows_what_starts_a_task if {
	task := {"type": "AWS::ECS::TaskDefinition", "properties": {
		"ExecutionRoleArn": testing.ref("Role", "Arn"),
		"ContainerDefinitions": [{
			"LogConfiguration": {"LogDriver": "awslogs"},
			"Secrets": [{"Name": "PASSWORD", "ValueFrom": "${Secret}:password::"}],
		}],
	}}
	others := {"Task": task, "Secret": {"type": "AWS::SecretsManager::Secret"}}
	missing := "the task is given secrets, and the role does not allow secretsmanager:GetSecretValue"
	every name, messages in {"AmazonECSTaskExecutionRolePolicy": {missing}, "SomeOtherPolicyOfAws": set()} {
		verdicts := testing.verdicts(role_allows_what_is_needed) with input as testing.stack(
			object.union(others, {"Role": _role(_aws(name))}),
			{},
		)
		{verdict.message | some verdict in verdicts} == messages
	}
}

_called(resource, more) := testing.stack(
	{
		"Role": _role({}),
		"Ship": {"type": "AWS::Lambda::Function"},
		"Machine": {"type": "AWS::StepFunctions::StateMachine", "properties": object.union(
			{
				"RoleArn": testing.ref("Role", "Arn"),
				"DefinitionSubstitutions": {"Function": testing.ref("Ship", "Arn")},
			},
			{"Definition": {"StartAt": "One", "States": {"One": object.union({"Type": "Task", "Resource": resource}, more)}}},
		)},
	},
	{},
)

test_fails_when_a_state_machine_may_not_call_its_functions if {
	every resource in [
		testing.ref("Ship", "Arn"),
		"${Ship.Arn}",
		"${Function}",
		"arn:aws:states:::lambda:invoke.waitForTaskToken",
		"arn:aws:lambda:eu-west-1:123456789012:function:ship",
	] {
		testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as _called(resource, {})
	}
}

test_leaves_out_functions_that_a_state_machine_does_not_call_itself if {
	handed_on := {"Parameters": {"Callback": testing.ref("Ship", "Arn")}}
	send := "arn:aws:states:::sqs:sendMessage"
	testing.statuses(role_allows_what_is_needed) == {} with input as _called(send, handed_on)
	role := {"Credentials": {"RoleArn": "arn:aws:iam::123456789012:role/ship"}}
	testing.statuses(role_allows_what_is_needed) == {} with input as _called("${Ship.Arn}", role)
}

test_asks_a_proxy_for_credentials_unless_it_signs_in_with_iam if {
	proxy := {"type": "AWS::RDS::DBProxy", "properties": {"RoleArn": testing.ref("Role", "Arn")}}
	testing.statuses(role_allows_what_is_needed) == {} with input as testing.stack(
		{"Role": _role({}), "Proxy": object.union(proxy, {"properties": {"DefaultAuthScheme": "IAM_AUTH"}})},
		{},
	)
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as testing.stack(
		{"Role": _role({}), "Proxy": object.union(proxy, {"properties": {"Auth": [{"AuthScheme": "SECRETS"}]}})},
		{},
	)
}

test_knows_what_other_services_do if {
	every user in [
		{"type": "AWS::StepFunctions::StateMachine", "properties": {
			"RoleArn": testing.ref("Role", "Arn"),
			"LoggingConfiguration": {"Level": "ALL"},
		}},
		{"type": "AWS::EC2::FlowLog", "properties": {"DeliverLogsPermissionArn": testing.ref("Role", "Arn")}},
		{"type": "AWS::CloudTrail::Trail", "properties": {"CloudWatchLogsRoleArn": testing.ref("Role", "Arn")}},
		{"type": "AWS::CodeBuild::Project", "properties": {"ServiceRole": testing.ref("Role", "Arn"), "VpcConfig": {}}},
		{"type": "AWS::S3::Bucket", "properties": {"ReplicationConfiguration": {"Role": testing.ref("Role", "Arn")}}},
		{"type": "AWS::KinesisFirehose::DeliveryStream", "properties": {"KinesisStreamSourceConfiguration": {
			"RoleARN": testing.ref("Role", "Arn"),
		}}},
		{"type": "AWS::Scheduler::Schedule", "properties": {"Target": {
			"Arn": testing.ref("Orders", "Arn"),
			"RoleArn": testing.ref("Role", "Arn"),
		}}},
		{"type": "AWS::Events::Rule", "properties": {"Targets": [
			{"Arn": testing.ref("Orders", "Arn"), "RoleArn": testing.ref("Role", "Arn")},
		]}},
		{"type": "AWS::Events::Rule", "properties": {"Targets": [
			{"EcsParameters": {}, "RoleArn": testing.ref("Role", "Arn")},
		]}},
		{"type": "AWS::ApiGateway::Method", "properties": {"Integration": {
			"Credentials": testing.ref("Role", "Arn"),
			"Uri": "arn:aws:apigateway:${AWS::Region}:kinesis:action/PutRecord",
		}}},
	] {
		testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as testing.stack(
			{"Role": _role(_inline("s3:GetObject")), "User": user, "Orders": _orders},
			{},
		)
	}
}

_asks_for(user, property) := testing.stack(
	{
		"Role": _role(_inline("s3:GetBucketAcl")),
		"Orders": _orders,
		"Function": {"type": "AWS::Lambda::Function"},
		"User": {
			"type": user.type,
			"properties": object.union(user.properties, {property: testing.ref("Role", "Arn")}),
		},
	},
	{},
)

test_knows_what_more_services_do if {
	every property, users in {
		"CloudWatchRoleArn": [{"type": "AWS::ApiGateway::Account", "properties": {}}],
		"Role": [{"type": "AWS::Glue::Crawler", "properties": {}}],
		"ServiceRole": [{"type": "AWS::CodeBuild::Project", "properties": {}}],
		"RoleArn": [
			{"type": "AWS::RDS::DBProxy", "properties": {"Auth": [{"AuthScheme": "SECRETS"}]}},
			{"type": "AWS::Pipes::Pipe", "properties": {"Source": testing.ref("Orders", "Arn")}},
			{"type": "AWS::Pipes::Pipe", "properties": {"Target": testing.ref("Function", "Arn")}},
			{"type": "AWS::Logs::SubscriptionFilter", "properties": {"DestinationArn": testing.ref("Orders", "Arn")}},
			{"type": "AWS::CodePipeline::Pipeline", "properties": {"Stages": [{"Actions": [{"ActionTypeId": {
				"Category": "Build",
				"Provider": "CodeBuild",
			}}]}]}},
		],
		"ServiceRoleArn": [
			{"type": "AWS::AppSync::DataSource", "properties": {"Type": "AWS_LAMBDA"}},
			{"type": "AWS::AppSync::DataSource", "properties": {"Type": "AMAZON_DYNAMODB"}},
		],
		"ExecutionRoleArn": [{"type": "AWS::ECS::TaskDefinition", "properties": {"ContainerDefinitions": [{
			"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1",
		}]}}],
	} {
		every user in users {
			testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as _asks_for(user, property)
		}
	}
}

test_leaves_out_what_is_not_done_with_the_role if {
	every property, users in {
		"ServiceRole": [{
			"type": "AWS::CodeBuild::Project",
			"properties": {"LogsConfig": {"CloudWatchLogs": {"Status": "DISABLED"}}},
		}],
		"RoleArn": [{"type": "AWS::CodePipeline::Pipeline", "properties": {"Stages": [{"Actions": [{
			"ActionTypeId": {"Provider": "CodeBuild"},
			"RoleArn": "arn:aws:iam::111122223333:role/build",
		}]}]}}],
		"ServiceRoleArn": [{"type": "AWS::AppSync::DataSource", "properties": {"Type": "HTTP"}}],
		"ExecutionRoleArn": [{
			"type": "AWS::ECS::TaskDefinition",
			"properties": {"ContainerDefinitions": [{"Image": "nginx"}]},
		}],
	} {
		every user in users {
			testing.statuses(role_allows_what_is_needed) == {} with input as _asks_for(user, property)
		}
	}
}

test_knows_a_function_that_records_pass_through if {
	stack := testing.stack(
		{
			"Role": _role(_inline("s3:PutObject")),
			"Function": {"type": "AWS::Lambda::Function"},
			"Stream": {"type": "AWS::KinesisFirehose::DeliveryStream", "properties": {"ExtendedS3DestinationConfiguration": {
				"RoleARN": testing.ref("Role", "Arn"),
				"ProcessingConfiguration": {"Processors": [{"Parameters": [{"ParameterValue": testing.ref("Function", "Arn")}]}]},
			}}},
		},
		{},
	)
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as stack
}

test_knows_what_comes_of_events if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as testing.stack(
		{
			"Role": _role(_inline("logs:*")),
			"Function": _function({}),
			"Failed": {"type": "AWS::SQS::Queue"},
			"Config": {"type": "AWS::Lambda::EventInvokeConfig", "properties": {
				"FunctionName": testing.ref("Function", "Ref"),
				"DestinationConfig": {"OnFailure": {"Destination": testing.ref("Failed", "Arn")}},
			}},
		},
		{},
	)
}

test_asks_nothing_of_where_the_events_go if {
	stack := testing.stack(
		{
			"Role": _role(_inline("logs:*")),
			"Other": {"type": "AWS::Lambda::Function"},
			"Function": _function({}),
			"Config": {"type": "AWS::Lambda::EventInvokeConfig", "properties": {
				"FunctionName": testing.ref("Other", "Ref"),
				"DestinationConfig": {"OnFailure": {"Destination": testing.ref("Function", "Arn")}},
			}},
		},
		{},
	)
	testing.statuses(role_allows_what_is_needed) == {} with input as stack
}

test_knows_where_a_source_hands_events_on if {
	stack := testing.stack(
		{
			"Role": _role(_inline("kinesis:*")),
			"Function": _function({}),
			"Orders": _orders,
			"Failed": {"type": "AWS::SQS::Queue"},
			"Mapping": {"type": "AWS::Lambda::EventSourceMapping", "properties": {
				"FunctionName": testing.ref("Function", "Ref"),
				"EventSourceArn": testing.ref("Orders", "Arn"),
				"DestinationConfig": {"OnFailure": {"Destination": testing.ref("Failed", "Arn")}},
			}},
		},
		{},
	)
	testing.statuses(role_allows_what_is_needed) == {"Role": "fail"} with input as stack
}

test_aws_policies_of_one_service_allow_no_other if {
	expected := {"AmazonS3FullAccess": "fail", "service-role/AWSLambdaRole": "fail", "PowerUserAccess": "pass"}
	every name, status in expected {
		testing.statuses(role_allows_what_is_needed) == {"Role": status} with input as testing.stack(
			{
				"Role": _role({"ManagedPolicyArns": [concat("/", ["arn:aws:iam::aws:policy", name])]}),
				"Function": {"type": "AWS::Lambda::Function"},
				"Stream": {
					"type": "AWS::KinesisFirehose::DeliveryStream",
					"properties": {"ExtendedS3DestinationConfiguration": {
						"RoleARN": testing.ref("Role", "Arn"),
						"ProcessingConfiguration": {"Processors": [{"Parameters": [{
							"ParameterName": "LambdaArn",
							"ParameterValue": testing.ref("Function", "Arn"),
						}]}]},
					}},
				},
			},
			{},
		)
	}
}

test_calls_an_action_by_its_name_in_iam if {
	stack := testing.stack(
		{
			"Role": _role(_inline("ses:SendEmail")),
			"Method": {"type": "AWS::ApiGateway::Method", "properties": {"Integration": {
				"Credentials": testing.ref("Role", "Arn"),
				"Uri": "arn:aws:apigateway:${AWS::Region}:email:action/SendEmail",
			}}},
		},
		{},
	)
	testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as stack
}

test_unknown_when_a_policy_is_open if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "unknown"} with input as testing.stack(
		{
			"Role": _role({"ManagedPolicyArns": [testing.unknown("parameter Policy has no default")]}),
			"Function": _in_vpc,
		},
		{},
	)
}

test_unknown_when_it_is_open_what_a_policy_is_attached_to if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "unknown"} with input as testing.stack(
		{
			"Role": _role({}),
			"Function": _in_vpc,
			"Policy": {"type": "AWS::IAM::Policy", "properties": {
				"Roles": [testing.unknown("parameter Role has no default")],
				"PolicyDocument": _document("ec2:*"),
			}},
		},
		{},
	)
}

test_leaves_out_roles_of_which_nothing_is_asked if {
	testing.statuses(role_allows_what_is_needed) == {} with input as testing.stack(
		{"Role": _role({}), "Function": _function({})},
		{},
	)
}

test_passes_when_a_topic_is_for_alarms_that_the_function_makes if {
	testing.statuses(role_allows_what_is_needed) == {"Role": "pass"} with input as testing.stack(
		{
			"Role": _role(_inline("cloudwatch:PutMetricAlarm")),
			"Function": _function({"Environment": {"Variables": {"TOPIC": testing.ref("Topic", "Ref")}}}),
			"Topic": {"type": "AWS::SNS::Topic"},
		},
		{},
	)
}
