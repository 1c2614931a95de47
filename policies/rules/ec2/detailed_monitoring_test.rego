package stackgrade.rules.ec2.detailed_monitoring_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.detailed_monitoring

_stack(instance, template) := testing.reviewed(
	{
		"Instance": {"type": "AWS::EC2::Instance", "properties": object.union({"ImageId": "ami-1"}, instance)},
		"Template": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": object.union(
			{"ImageId": "ami-1"},
			template,
		)}},
	},
	{},
)

_set(value) := _stack({"Monitoring": value}, {"Monitoring": {"Enabled": value}})

_both(status) := {"Instance": status, "Template": status}

test_fails_when_it_is_off_or_not_there if {
	every stack in [_stack({}, {}), _set(false)] {
		testing.statuses(detailed_monitoring) == _both("fail") with input as stack
	}
}

test_passes_when_it_is_on if {
	testing.statuses(detailed_monitoring) == _both("pass") with input as _set(true)
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Detailed has no default")
	testing.statuses(detailed_monitoring) == _both("unknown") with input as _set(open)
}

test_leaves_out_launch_configurations if {
	testing.statuses(detailed_monitoring) == {} with input as testing.reviewed(
		{"Launch": {"type": "AWS::AutoScaling::LaunchConfiguration", "properties": {"ImageId": "ami-1"}}},
		{},
	)
}

test_is_an_opinion if {
	testing.statuses(detailed_monitoring) == {} with input as object.union(
		_stack({}, {}),
		{"profile": testing.production},
	)
}

test_does_not_apply_to_a_test if {
	testing.statuses(detailed_monitoring) == {} with input as object.union(
		_stack({}, {}),
		{"profile": testing.disposable},
	)
}
