package stackgrade.rules.efs.function_waits_for_mount_target_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.function_waits_for_mount_target

_files := {
	"Files": {"type": "AWS::EFS::FileSystem", "properties": {}},
	"Point": {"type": "AWS::EFS::AccessPoint", "properties": {"FileSystemId": testing.ref("Files", "Ref")}},
}

_target(name) := {name: {"type": "AWS::EFS::MountTarget", "properties": {"FileSystemId": testing.ref("Files", "Ref")}}}

_function(arn, depends_on) := {"Reader": {
	"type": "AWS::Lambda::Function",
	"properties": {"FileSystemConfigs": [{"Arn": arn, "LocalMountPath": "/mnt/files"}]},
	"depends_on": depends_on,
}}

_point := testing.ref("Point", "Arn")

test_fails_when_it_does_not_wait if {
	testing.statuses(function_waits_for_mount_target) == {"Reader": "fail"} with input as testing.stack(
		object.union_n([_files, _target("A"), _function(_point, [])]),
		{},
	)
	testing.statuses(function_waits_for_mount_target) == {"Reader": "fail"} with input as testing.stack(
		object.union_n([_files, _target("A"), _function(_point, ["Files"])]),
		{},
	)
}

test_passes_when_it_waits if {
	testing.statuses(function_waits_for_mount_target) == {"Reader": "pass"} with input as testing.stack(
		object.union_n([_files, _target("A"), _target("B"), _function(_point, ["A"])]),
		{},
	)
}

test_passes_when_it_waits_for_something_that_waits if {
	between := {"Between": {"type": "AWS::CloudFormation::WaitConditionHandle", "depends_on": ["A"]}}
	testing.statuses(function_waits_for_mount_target) == {"Reader": "pass"} with input as testing.stack(
		object.union_n([_files, _target("A"), between, _function(_point, ["Between"])]),
		{},
	)
}

test_leaves_out_what_mounts_nothing_of_this_stack if {
	testing.statuses(function_waits_for_mount_target) == {} with input as testing.stack(
		object.union_n([_files, _target("A"), _function("arn:aws:elasticfilesystem:eu-west-1:1:access-point/fsap-1", [])]),
		{},
	)
	testing.statuses(function_waits_for_mount_target) == {} with input as testing.stack(
		object.union_n([_files, _function(_point, [])]),
		{},
	)
	testing.statuses(function_waits_for_mount_target) == {} with input as testing.stack(
		object.union_n([_files, _target("A"), {"Other": {"type": "AWS::Lambda::Function", "properties": {}}}]),
		{},
	)
}
