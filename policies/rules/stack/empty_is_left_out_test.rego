package stackgrade.rules.stack.empty_is_left_out_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.empty_is_left_out

_host(properties, path) := testing.stack(
	{"Host": {
		"type": "AWS::EC2::Instance",
		"properties": properties,
		"attributes": {path: {"state": "written", "parameters": ["KeyPair"]}},
	}},
	{"profile": testing.disposable, "parameters": {"KeyPair": {"type": "String", "default": ""}}},
)

test_fails_with_an_empty_name if {
	testing.statuses(empty_is_left_out) == {"Host": "fail"} with input as _host({"KeyName": ""}, "KeyName")
}

test_passes_with_a_name if {
	testing.statuses(empty_is_left_out) == {"Host": "pass"} with input as _host({"KeyName": "admin"}, "KeyName")
}

test_leaves_out_what_is_left_out_or_may_be_empty if {
	testing.statuses(empty_is_left_out) == {} with input as _host({}, "KeyName")
	testing.statuses(empty_is_left_out) == {} with input as _host({"Prefix": ""}, "Prefix")
	testing.statuses(empty_is_left_out) == {} with input as _host(
		{"Environment": {"Variables": {"RoleArn": ""}}},
		"Environment.Variables.RoleArn",
	)
}
