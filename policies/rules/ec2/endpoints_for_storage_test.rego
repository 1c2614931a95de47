package stackgrade.rules.ec2.endpoints_for_storage_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.endpoints_for_storage

_resources := {
	"Vpc": {"type": "AWS::EC2::VPC"},
	"Private": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
	"Function": {
		"type": "AWS::Lambda::Function",
		"properties": {"VpcConfig": {"SubnetIds": [testing.ref("Private", "Ref")]}},
	},
	"Orders": {"type": "AWS::S3::Bucket"},
	"Role": _role("lambda.amazonaws.com"),
}

_role(service) := {"type": "AWS::IAM::Role", "properties": {
	"AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": {"Service": service}}]},
	"Policies": [{"PolicyDocument": {"Statement": [{
		"Effect": "Allow",
		"Action": "s3:GetObject",
		"Resource": "${Orders.Arn}/*",
	}]}}],
}}

_stack(more) := testing.stack(object.union(_resources, more), {})

_endpoint(service) := {"Endpoint": {
	"type": "AWS::EC2::VPCEndpoint",
	"properties": {"VpcId": testing.ref("Vpc", "Ref"), "ServiceName": service},
}}

_public := {
	"Gateway": {"type": "AWS::EC2::InternetGateway"},
	"Routes": {"type": "AWS::EC2::RouteTable"},
	"Association": {"type": "AWS::EC2::SubnetRouteTableAssociation", "properties": {
		"SubnetId": testing.ref("Private", "Ref"),
		"RouteTableId": testing.ref("Routes", "Ref"),
	}},
	"Route": {"type": "AWS::EC2::Route", "properties": {
		"RouteTableId": testing.ref("Routes", "Ref"),
		"DestinationCidrBlock": "0.0.0.0/0",
		"GatewayId": testing.ref("Gateway", "Ref"),
	}},
}

_s3 := _endpoint("com.amazonaws.${AWS::Region}.s3")

test_fails_without_an_endpoint if {
	every more in [{}, _endpoint("com.amazonaws.${AWS::Region}.dynamodb")] {
		verdicts := testing.verdicts(endpoints_for_storage) with input as _stack(more)
		{verdict.message | some verdict in verdicts} == {"no endpoint leads to S3"}
	}
}

test_passes_with_one if {
	testing.statuses(endpoints_for_storage) == {"Vpc": "pass"} with input as _stack(_s3)
}

test_leaves_out_a_vpc_where_nothing_private_runs if {
	testing.statuses(endpoints_for_storage) == {} with input as _stack(_public)
	testing.statuses(endpoints_for_storage) == {} with input as testing.stack(
		object.remove(_resources, ["Function"]),
		{},
	)
}

test_leaves_out_a_vpc_when_others_use_the_storage if {
	testing.statuses(endpoints_for_storage) == {} with input as testing.stack(
		object.union(
			object.remove(_resources, ["Role"]),
			{"Role": _role("config.amazonaws.com")},
		),
		{},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(endpoints_for_storage) == {} with input as testing.stack(
		_resources,
		{"profile": testing.disposable},
	)
}

test_leaves_out_a_vpc_when_no_storage_is_used if {
	testing.statuses(endpoints_for_storage) == {} with input as testing.stack(object.remove(_resources, ["Role"]), {})
}

test_unknown_when_it_is_open_where_an_endpoint_leads if {
	open := _endpoint(testing.unknown("parameter Service has no default"))
	testing.statuses(endpoints_for_storage) == {"Vpc": "unknown"} with input as _stack(open)
}
