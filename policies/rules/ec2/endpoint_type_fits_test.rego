package stackgrade.rules.ec2.endpoint_type_fits_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.endpoint_type_fits

_endpoint(service, more) := testing.stack(
	{"Endpoint": {
		"type": "AWS::EC2::VPCEndpoint",
		"properties": object.union(
			{"ServiceName": concat("", ["com.amazonaws.${AWS::Region}.", service]), "VpcId": "vpc-0b27d1f0"},
			more,
		),
	}},
	{},
)

_interface := {"VpcEndpointType": "Interface", "SubnetIds": ["subnet-0b27d1f0"]}

test_fails_for_gateways_that_there_are_not if {
	every service in ["secretsmanager", "ecr.dkr"] {
		testing.statuses(endpoint_type_fits) == {"Endpoint": "fail"} with input as _endpoint(service, {})
	}
}

test_fails_for_what_the_type_does_not_take if {
	testing.statuses(endpoint_type_fits) == {"Endpoint": "fail"} with input as _endpoint(
		"s3",
		{"SubnetIds": ["subnet-0b27d1f0"]},
	)
	testing.statuses(endpoint_type_fits) == {"Endpoint": "fail"} with input as _endpoint(
		"s3",
		object.union(_interface, {"RouteTableIds": ["rtb-0b27d1f0"]}),
	)
}

test_passes_with_the_right_type if {
	testing.statuses(endpoint_type_fits) == {"Endpoint": "pass"} with input as _endpoint("sqs", _interface)
	testing.statuses(endpoint_type_fits) == {"Endpoint": "pass"} with input as _endpoint("s3", _interface)
	testing.statuses(endpoint_type_fits) == {"Endpoint": "pass"} with input as _endpoint(
		"dynamodb",
		{"RouteTableIds": ["rtb-0b27d1f0"]},
	)
}

test_passes_for_services_of_others if {
	service := {"ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0b27d1f0"}
	testing.statuses(endpoint_type_fits) == {"Endpoint": "pass"} with input as _endpoint(
		"",
		object.union(service, {"VpcEndpointType": "GatewayLoadBalancer"}),
	)
}

test_unknown_when_the_type_is if {
	type := testing.unknown("parameter Type has no default")
	testing.statuses(endpoint_type_fits) == {"Endpoint": "unknown"} with input as _endpoint(
		"sqs",
		{"VpcEndpointType": type},
	)
}

test_leaves_out_resources_that_are_shared if {
	testing.statuses(endpoint_type_fits) == {} with input as testing.stack(
		{"Endpoint": {
			"type": "AWS::EC2::VPCEndpoint",
			"properties": {"ResourceConfigurationArn": "arn", "VpcEndpointType": "Resource"},
		}},
		{},
	)
}
