package stackgrade.rules.logs.groups_are_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.logs.groups_are_made

_function(properties) := {"Function": {"type": "AWS::Lambda::Function", "properties": properties}}

_group(name) := {"Logs": {"type": "AWS::Logs::LogGroup", "properties": {"LogGroupName": name}}}

_task(options) := {"Task": {"type": "AWS::ECS::TaskDefinition", "properties": {"ContainerDefinitions": [{
	"LogConfiguration": {"LogDriver": "awslogs", "Options": options},
}]}}}

test_fails_without_a_group_for_a_function if {
	every resources in [_function({}), object.union(_function({"FunctionName": "a"}), _group("/aws/lambda/b"))] {
		testing.statuses(groups_are_made) == {"Function": "fail"} with input as testing.stack(resources, {})
	}
}

test_passes_with_a_group_for_a_function if {
	every resources in [
		object.union(_function({}), _group("/aws/lambda/${Function}")),
		object.union(_function({"FunctionName": "orders-${Suffix}"}), _group("/aws/lambda/orders-${Suffix}")),
		_function({"LoggingConfig": {"LogGroup": testing.unknown("parameter Logs has no default")}}),
	] {
		testing.statuses(groups_are_made) == {"Function": "pass"} with input as testing.stack(resources, {})
	}
}

test_fails_when_a_container_writes_to_a_group_that_is_not_there if {
	testing.statuses(groups_are_made) == {"Task": "fail"} with input as testing.stack(
		object.union(_task({"awslogs-group": "orders"}), _group("order")),
		{},
	)
}

test_passes_when_the_container_s_group_is_made if {
	every resources in [
		object.union(_task({"awslogs-group": "Orders"}), _group("Orders")),
		object.union(_task({"awslogs-group": testing.ref("Logs", "Ref")}), _group("orders")),
		_task({"awslogs-group": "orders", "awslogs-create-group": "true"}),
		_task({"awslogs-group": "${Fn::ImportValue:Logs}"}),
	] {
		testing.statuses(groups_are_made).Task == "pass" with input as testing.stack(resources, {})
	}
}

test_unknown_when_the_name_of_a_group_is_open if {
	testing.statuses(groups_are_made) == {"Function": "unknown"} with input as testing.stack(
		object.union(_function({}), _group(testing.unknown("parameter Name has no default"))),
		{},
	)
}

test_leaves_out_functions_of_custom_resources_and_other_drivers if {
	testing.statuses(groups_are_made) == {} with input as testing.stack(
		{
			"Provider": {"type": "AWS::Lambda::Function"},
			"Thing": {"type": "Custom::Thing", "properties": {"ServiceToken": testing.ref("Provider", "Arn")}},
			"Task": {"type": "AWS::ECS::TaskDefinition", "properties": {"ContainerDefinitions": [{
				"LogConfiguration": {"LogDriver": "awsfirelens"},
			}]}},
		},
		{},
	)
}

_server(name, more) := {"Server": {"type": "AWS::EC2::Instance", "properties": {"UserData": concat("", [
	"#!/bin/bash\necho '{\"log_group_name\": \"",
	name,
	"\"",
	more,
	"}' > agent.json\n",
])}}}

test_fails_when_the_agent_writes_to_a_group_that_is_not_there if {
	testing.statuses(groups_are_made) == {"Server": "fail"} with input as testing.stack(
		object.union(_server("/shop/nginx", ""), _group("/shop")),
		{},
	)
}

test_names_the_agent_s_group_as_it_is_written if {
	fails := groups_are_made.fail with input as testing.stack(_server("/Shop/Nginx", ""), {})
	some failure in fails
	endswith(failure.message, "/Shop/Nginx")
}

test_passes_when_the_agent_s_group_is_made if {
	every name in ["/shop/nginx", "/Shop/Nginx", "${Logs}"] {
		testing.statuses(groups_are_made) == {"Server": "pass"} with input as testing.stack(
			object.union(_server(name, ""), _group("/shop/nginx")),
			{},
		)
	}
}

test_leaves_out_groups_that_the_agent_makes_itself if {
	every server in [_server("/shop/nginx", `, "retention_in_days": 30`), _server("{instance_id}", "")] {
		testing.statuses(groups_are_made) == {} with input as testing.stack(server, {})
	}
}
