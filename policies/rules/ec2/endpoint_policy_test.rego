package stackgrade.rules.ec2.endpoint_policy_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.endpoint_policy

_endpoint(properties) := testing.stack(
	{"Endpoint": {"type": "AWS::EC2::VPCEndpoint", "properties": object.union(
		{"ServiceName": "com.amazonaws.${AWS::Region}.s3"},
		properties,
	)}},
	{"profile": object.union(testing.production, {"compliance": ["pci-dss"]})},
)

_allowing(statement) := _endpoint({"PolicyDocument": {"Statement": [object.union(
	{"Effect": "Allow", "Principal": "*"},
	statement,
)]}})

test_fails_when_everything_passes if {
	every stack in [
		_endpoint({}),
		_allowing({"Action": "*", "Resource": "*"}),
		_allowing({"Action": ["s3:*"], "Resource": ["*"]}),
	] {
		testing.statuses(endpoint_policy) == {"Endpoint": "fail"} with input as stack
	}
}

test_passes_when_something_is_asked if {
	every stack in [
		_allowing({"Action": "s3:*", "Resource": "${Orders.Arn}/*"}),
		_allowing({"Action": ["s3:GetObject"], "Resource": "*"}),
		_allowing({"Action": "*", "Resource": "*", "Condition": {"StringEquals": {
			"aws:ResourceAccount": "${AWS::AccountId}",
		}}}),
	] {
		testing.statuses(endpoint_policy) == {"Endpoint": "pass"} with input as stack
	}
}

test_leaves_out_other_services if {
	testing.statuses(endpoint_policy) == {} with input as _endpoint({"ServiceName": "com.amazonaws.eu-west-1.logs"})
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter X has no default")
	every stack in [_endpoint({"ServiceName": open}), _endpoint({"PolicyDocument": open})] {
		testing.statuses(endpoint_policy) == {"Endpoint": "unknown"} with input as stack
	}
}

test_does_not_apply_elsewhere if {
	testing.statuses(endpoint_policy) == {} with input as object.union(
		_endpoint({}),
		{"profile": testing.production},
	)
}
