package stackgrade.rules.ec2.groups_stand_with_interfaces_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.groups_stand_with_interfaces

_stack(content) := testing.stack(
	{"Template": {"type": "AWS::EC2::LaunchTemplate", "properties": {"LaunchTemplateData": content}}},
	{},
)

_interfaces := [{"DeviceIndex": 0, "Groups": ["sg-1"]}]

test_fails_with_groups_beside_interfaces if {
	every list in ["SecurityGroupIds", "SecurityGroups"] {
		testing.statuses(groups_stand_with_interfaces) == {"Template": "fail"} with input as _stack({
			"NetworkInterfaces": _interfaces,
			list: ["sg-1"],
		})
	}
}

test_passes_with_one_of_them if {
	every content in [{"NetworkInterfaces": _interfaces}, {"SecurityGroupIds": ["sg-1"]}] {
		testing.statuses(groups_stand_with_interfaces) == {"Template": "pass"} with input as _stack(content)
	}
}
