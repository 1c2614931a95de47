package stackgrade.rules.ec2.endpoint_has_routes_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.endpoint_has_routes

_stack(properties, more) := testing.stack(
	{"S3": {
		"type": "AWS::EC2::VPCEndpoint",
		"properties": object.union({"ServiceName": "com.amazonaws.${AWS::Region}.s3"}, properties),
	}},
	more,
)

test_fails_without_a_table if {
	every properties in [{}, {"RouteTableIds": []}, {"VpcEndpointType": "Gateway"}] {
		testing.statuses(endpoint_has_routes) == {"S3": "fail"} with input as _stack(properties, {})
	}
}

test_passes_with_a_table if {
	every tables in [[testing.ref("Routes", "Ref")], testing.ref("Routes", "Ref")] {
		testing.statuses(endpoint_has_routes) == {"S3": "pass"} with input as _stack({"RouteTableIds": tables}, {})
	}
}

test_unknown_when_open if {
	tables := testing.unknown("parameter Tables has no default")
	testing.statuses(endpoint_has_routes) == {"S3": "unknown"} with input as _stack({"RouteTableIds": tables}, {})
}

test_leaves_out_interfaces_and_other_services if {
	every properties in [{"VpcEndpointType": "Interface"}, {"ServiceName": "com.amazonaws.eu-west-1.sqs"}] {
		testing.statuses(endpoint_has_routes) == {} with input as _stack(properties, {})
	}
}

test_leaves_out_what_is_handed_on if {
	outputs := {"Endpoint": {"value": testing.ref("S3", "Ref"), "export": "endpoint"}}
	testing.statuses(endpoint_has_routes) == {} with input as _stack({}, {"outputs": outputs})
}
