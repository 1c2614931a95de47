package stackgrade.rules.ec2.flow_log_fits_its_destination_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.flow_log_fits_its_destination

_stack(properties) := testing.stack({"Log": {"type": "AWS::EC2::FlowLog", "properties": properties}}, {})

_wrong contains verdict.attribute if {
	some verdict in testing.verdicts(flow_log_fits_its_destination)
	verdict.status == "fail"
}

test_fails_for_a_bucket_with_what_a_group_needs if {
	_wrong == {"DeliverLogsPermissionArn", "LogGroupName"} with input as _stack({
		"LogDestinationType": "s3",
		"DeliverLogsPermissionArn": testing.ref("Role", "Arn"),
		"LogGroupName": "flows",
	})
}

test_fails_for_a_group_without_a_role if {
	_wrong == {"DeliverLogsPermissionArn"} with input as _stack({"LogGroupName": "flows"})
}

test_passes_with_what_is_needed if {
	every properties in [
		{"LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::flows"},
		{"LogDestinationType": "kinesis-data-firehose", "LogDestination": "arn:x"},
		{"LogGroupName": "flows", "DeliverLogsPermissionArn": "arn:x"},
	] {
		testing.statuses(flow_log_fits_its_destination) == {"Log": "pass"} with input as _stack(properties)
	}
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(flow_log_fits_its_destination) == {"Log": "unknown"} with input as _stack({
		"LogDestinationType": testing.unknown("parameter X has no default"),
		"LogGroupName": "flows",
	})
}
