package stackgrade.rules.ecs.service_waits_for_mount_target_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ecs.service_waits_for_mount_target

_files := {"Files": {"type": "AWS::EFS::FileSystem"}}

_target := {"Target": {"type": "AWS::EFS::MountTarget", "properties": {"FileSystemId": testing.ref("Files", "Ref")}}}

_task(files) := {"Task": {
	"type": "AWS::ECS::TaskDefinition",
	"properties": {"Volumes": [{"Name": "data", "EFSVolumeConfiguration": {"FilesystemId": files}}]},
}}

_service(properties, depends_on) := {"Service": {
	"type": "AWS::ECS::Service",
	"properties": object.union({"TaskDefinition": testing.ref("Task", "Ref")}, properties),
	"depends_on": depends_on,
}}

_own := testing.ref("Files", "Ref")

_stack(parts) := testing.stack(object.union_n(parts), {})

test_fails_when_it_does_not_wait if {
	every depends_on in [[], ["Files"]] {
		stack := _stack([_files, _target, _task(_own), _service({}, depends_on)])
		testing.statuses(service_waits_for_mount_target) == {"Service": "fail"} with input as stack
	}
}

test_passes_when_it_waits if {
	stack := _stack([_files, _target, _task(_own), _service({}, ["Target"])])
	testing.statuses(service_waits_for_mount_target) == {"Service": "pass"} with input as stack
}

test_passes_when_its_task_definition_waits if {
	task := {"Task": object.union(_task(_own).Task, {"depends_on": ["Target"]})}
	stack := _stack([_files, _target, task, _service({}, [])])
	testing.statuses(service_waits_for_mount_target) == {"Service": "pass"} with input as stack
}

test_leaves_out_what_mounts_nothing_of_this_stack if {
	every parts in [
		[_files, _target, _task("fs-0a1b2c3d4e5f60718"), _service({}, [])],
		[_files, _target, _task(testing.unknown("parameter Files has no default")), _service({}, [])],
		[_files, _task(_own), _service({}, [])],
		[_files, _target, {"Task": {"type": "AWS::ECS::TaskDefinition"}}, _service({}, [])],
	] {
		testing.statuses(service_waits_for_mount_target) == {} with input as _stack(parts)
	}
}

test_leaves_out_a_service_that_starts_nothing if {
	stack := _stack([_files, _target, _task(_own), _service({"DesiredCount": 0}, [])])
	testing.statuses(service_waits_for_mount_target) == {} with input as stack
}
