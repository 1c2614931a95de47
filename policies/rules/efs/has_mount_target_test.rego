package stackgrade.rules.efs.has_mount_target_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.has_mount_target

_files := {"Files": {"type": "AWS::EFS::FileSystem", "properties": {}}}

_subnet := {"A": {"type": "AWS::EC2::Subnet", "properties": {}}}

_target(files) := {"Target": {"type": "AWS::EFS::MountTarget", "properties": {"FileSystemId": files}}}

test_fails_without if {
	testing.statuses(has_mount_target) == {"Files": "fail"} with input as testing.stack(
		object.union(_files, _subnet),
		{},
	)
}

test_passes_with if {
	testing.statuses(has_mount_target) == {"Files": "pass"} with input as testing.stack(
		object.union_n([_files, _subnet, _target(testing.ref("Files", "Ref"))]),
		{},
	)
}

test_unknown_when_it_is_open_what_is_mounted if {
	testing.statuses(has_mount_target) == {
		"Files": "unknown",
	} with input as testing.stack(
		object.union_n([_files, _subnet, _target(testing.unknown("parameter X has no default"))]),
		{},
	)
}

test_leaves_out_a_stack_without_a_network if {
	testing.statuses(has_mount_target) == {} with input as testing.stack(_files, {})
}
