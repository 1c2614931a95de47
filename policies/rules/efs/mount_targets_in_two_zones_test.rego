package stackgrade.rules.efs.mount_targets_in_two_zones_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.mount_targets_in_two_zones

_files(properties) := {"Files": {"type": "AWS::EFS::FileSystem", "properties": properties}}

_target(name, subnet) := {name: {
	"type": "AWS::EFS::MountTarget",
	"properties": {"FileSystemId": testing.ref("Files", "Ref"), "SubnetId": subnet},
}}

_stack(resources, more) := testing.stack(object.union_n(resources), more)

test_fails_with_one if {
	testing.statuses(mount_targets_in_two_zones) == {"Files": "fail"} with input as _stack(
		[_files({}), _target("A", "subnet-1")],
		{},
	)
}

test_passes_with_two if {
	testing.statuses(mount_targets_in_two_zones) == {"Files": "pass"} with input as _stack(
		[_files({}), _target("A", "subnet-1"), _target("B", "subnet-2")],
		{},
	)
}

test_unknown_when_the_subnet_is_open if {
	testing.statuses(mount_targets_in_two_zones) == {"Files": "unknown"} with input as _stack(
		[_files({}), _target("A", testing.unknown("the number is open"))],
		{},
	)
}

test_leaves_out_one_zone_file_systems if {
	testing.statuses(mount_targets_in_two_zones) == {} with input as _stack(
		[_files({"AvailabilityZoneName": "eu-west-1a"}), _target("A", "subnet-1")],
		{},
	)
}

test_leaves_out_what_has_no_mount_target if {
	testing.statuses(mount_targets_in_two_zones) == {} with input as _stack([_files({})], {})
}

test_does_not_apply_to_a_single_zone if {
	testing.statuses(mount_targets_in_two_zones) == {} with input as _stack(
		[_files({}), _target("A", "subnet-1")],
		{"profile": testing.disposable},
	)
}
