package stackgrade.rules.ec2.user_data_is_encoded_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.user_data_is_encoded

_script := "#!/bin/bash\nyum install -y httpd\n"

_in_base64 := "IyEvYmluL2Jhc2gKeXVtIGluc3RhbGwgLXkgaHR0cGQK"

_instance(text, raw) := testing.stack(
	{"It": {
		"type": "AWS::EC2::Instance",
		"source_type": "AWS::EC2::Instance",
		"properties": {"UserData": text},
		"raw": {"Properties": {"UserData": raw}},
	}},
	{},
)

_terraform(source_type, text, raw) := testing.stack(
	{"It": {
		"type": "AWS::EC2::LaunchTemplate",
		"source_type": source_type,
		"properties": {"LaunchTemplateData": {"UserData": text}},
		"raw": raw,
	}},
	{"format": "terraform"},
)

test_fails_without_encoding if {
	every raw in [_script, {"Fn::Sub": _script}, {"Fn::Join": ["\n", ["#!/bin/bash", "yum install -y httpd"]]}] {
		testing.statuses(user_data_is_encoded) == {"It": "fail"} with input as _instance(_script, raw)
	}
	raw := {"user_data": _script}
	testing.statuses(user_data_is_encoded) == {"It": "fail"} with input as _terraform("aws_launch_template", _script, raw)
}

test_fails_when_it_is_encoded_twice if {
	every raw in [{"Fn::Base64": _in_base64}, {"Fn::Base64": {"Fn::Base64": _script}}] {
		text := {_in_base64: _in_base64, {"Fn::Base64": _script}: _script}[raw["Fn::Base64"]]
		testing.statuses(user_data_is_encoded) == {"It": "fail"} with input as _instance(text, raw)
	}
	raw := {"user_data": "SXlFdlltbHVMMkpoYzJnPQ=="}
	testing.statuses(user_data_is_encoded) == {"It": "fail"} with input as _terraform(
		"aws_launch_template",
		_in_base64,
		raw,
	)
}

test_passes_when_it_is_encoded_once if {
	every raw in [{"Fn::Base64": {"Fn::Sub": _script}}, {"Fn::If": ["Big", {"Fn::Base64": _script}, "no"]}] {
		testing.statuses(user_data_is_encoded) == {"It": "pass"} with input as _instance(_script, raw)
	}
	testing.statuses(user_data_is_encoded) == {"It": "pass"} with input as _instance(_in_base64, _in_base64)
	testing.statuses(user_data_is_encoded) == {"It": "pass"} with input as _terraform(
		"aws_launch_template",
		_script,
		{"user_data": _in_base64},
	)
}

test_the_provider_encodes_what_an_instance_is_given if {
	every text in [_script, _in_base64] {
		testing.statuses(user_data_is_encoded) == {"It": "pass"} with input as testing.stack(
			{"It": {
				"type": "AWS::EC2::Instance",
				"source_type": "aws_instance",
				"properties": {"UserData": text},
				"raw": {"user_data": text},
			}},
			{"format": "terraform"},
		)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Script has no default")
	testing.statuses(user_data_is_encoded) == {"It": "unknown"} with input as _instance(open, {"Ref": "Script"})
}

test_says_nothing_without_user_data if {
	testing.statuses(user_data_is_encoded) == {} with input as testing.stack(
		{"It": {"type": "AWS::EC2::Instance", "properties": {"ImageId": "ami-1"}}},
		{},
	)
}
