package stackgrade.rules.autoscaling.template_version_is_stated_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.autoscaling.template_version_is_stated

_stack(version) := testing.stack(
	{"Group": {
		"type": "AWS::AutoScaling::AutoScalingGroup",
		"properties": {"LaunchTemplate": {"Version": version}},
	}},
	{},
)

test_fails_with_the_latest if {
	testing.statuses(template_version_is_stated) == {"Group": "fail"} with input as _stack("$Latest")
	testing.statuses(template_version_is_stated) == {"Group": "fail"} with input as _stack("$Default")
}

test_passes_with_a_version if {
	testing.statuses(template_version_is_stated) == {"Group": "pass"} with input as _stack("3")
	value := testing.ref("Template", "LatestVersionNumber")
	testing.statuses(template_version_is_stated) == {"Group": "pass"} with input as _stack(value)
}

test_unknown_when_a_parameter_decides if {
	value := testing.unknown("parameter V has no default")
	testing.statuses(template_version_is_stated) == {"Group": "unknown"} with input as _stack(value)
}

test_leaves_out_what_has_no_template if {
	testing.statuses(template_version_is_stated) == {} with input as testing.stack(
		{"Web": {"type": "AWS::EC2::Instance"}},
		{},
	)
}
