package stackgrade.rules.ec2.instance_has_an_image_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.instance_has_an_image

_instance(properties) := testing.stack({"Host": {"type": "AWS::EC2::Instance", "properties": properties}}, {})

_named := {"LaunchTemplateId": testing.ref("Template", "Ref")}

_group(properties, settings) := testing.stack(
	{
		"Group": {"type": "AWS::AutoScaling::AutoScalingGroup", "properties": properties},
		"Template": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": settings}},
	},
	{},
)

_mixed(overrides) := {"MixedInstancesPolicy": {"LaunchTemplate": {
	"LaunchTemplateSpecification": _named,
	"Overrides": overrides,
}}}

test_fails_without_image if {
	testing.statuses(instance_has_an_image) == {"Host": "fail"} with input as _instance({"InstanceType": "t3.micro"})
	every properties in [{"LaunchTemplate": _named}, _mixed([{"InstanceType": "t3.micro"}])] {
		testing.statuses(instance_has_an_image) == {"Group": "fail"} with input as _group(properties, {})
	}
}

test_passes_with_an_image if {
	testing.statuses(instance_has_an_image) == {"Host": "pass"} with input as _instance({"ImageId": "ami-0f6cc3b2"})
	testing.statuses(instance_has_an_image) == {"Host": "pass"} with input as _instance({
		"ImageId": testing.unknown("parameter Image has no default"),
	})
	testing.statuses(instance_has_an_image) == {"Host": "pass"} with input as _instance({"LaunchTemplate": _named})
	testing.statuses(instance_has_an_image) == {"Group": "pass"} with input as _group(
		{"LaunchTemplate": _named},
		{"ImageId": "ami-0f6cc3b2"},
	)
	testing.statuses(instance_has_an_image) == {"Group": "pass"} with input as _group(
		_mixed([{"ImageId": "ami-0f6cc3b2"}]),
		{},
	)
}

test_passes_when_the_template_is_open if {
	open := testing.unknown("a macro decides it")
	testing.statuses(instance_has_an_image) == {"Group": "pass"} with input as _group({"LaunchTemplate": _named}, open)
	testing.statuses(instance_has_an_image) == {"Group": "pass"} with input as _group(_mixed(open), {})
}

test_leaves_out_what_is_launched_otherwise if {
	testing.statuses(instance_has_an_image) == {} with input as _group({"LaunchConfigurationName": "shop"}, {})
}
