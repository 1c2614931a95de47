package stackgrade.rules.efs.backed_up_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.backed_up

_stack(properties, others) := testing.stack(
	object.union(others, {"Files": {"type": "AWS::EFS::FileSystem", "properties": properties}}),
	{},
)

_selection(selection) := {"Selection": {
	"type": "AWS::Backup::BackupSelection",
	"properties": {"BackupPlanId": "plan", "BackupSelection": selection},
}}

test_fails_without if {
	every stack in [
		_stack({}, {}),
		_stack({"BackupPolicy": {"Status": "DISABLED"}}, {}),
		_stack({"AvailabilityZoneName": "eu-west-1a", "BackupPolicy": {"Status": "DISABLED"}}, {}),
		_stack({}, _selection({"Resources": [testing.ref("Table", "Arn")]})),
		_stack({}, _selection({"Resources": ["arn:aws:dynamodb:eu-west-1:1:table/orders"]})),
	] {
		testing.statuses(backed_up) == {"Files": "fail"} with input as stack
	}
}

test_passes_with if {
	every stack in [
		_stack({"BackupPolicy": {"Status": "ENABLED"}}, {}),
		_stack({"AvailabilityZoneName": "eu-west-1a"}, {}),
		_stack({}, _selection({"Resources": [testing.ref("Files", "Arn")]})),
		_stack({}, _selection({"Resources": ["arn:aws:elasticfilesystem:*:*:file-system/*"]})),
		_stack({}, _selection({"ListOfTags": [{"ConditionKey": "Backup", "ConditionValue": "daily"}]})),
	] {
		testing.statuses(backed_up) == {"Files": "pass"} with input as stack
	}
}

test_unknown_when_a_parameter_decides if {
	every stack in [
		_stack({"BackupPolicy": {"Status": testing.unknown("parameter Backup has no default")}}, {}),
		_stack({}, _selection({"Resources": [testing.unknown("parameter Files has no default")]})),
	] {
		testing.statuses(backed_up) == {"Files": "unknown"} with input as stack
	}
}

test_does_not_apply_to_a_test if {
	testing.statuses(backed_up) == {} with input as object.union(_stack({}, {}), {"profile": testing.disposable})
}
