package stackgrade.rules.cloudtrail.data_events_name_objects_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudtrail.data_events_name_objects

_trail(value) := testing.stack(
	{
		"Trail": {
			"type": "AWS::CloudTrail::Trail",
			"properties": {"EventSelectors": [{"DataResources": [{"Type": "AWS::S3::Object", "Values": [value]}]}]},
		},
		"Files": {"type": "AWS::S3::Bucket", "properties": {}},
	},
	{},
)

test_fails_for_what_is_no_arn_of_objects if {
	every value in [
		testing.ref("Files", "Ref"),
		testing.ref("Files", "Arn"),
		"files/",
		"${Files}/*",
		"arn:aws:s3:::files",
		"arn:aws:s3:::*/*",
	] {
		testing.statuses(data_events_name_objects) == {"Trail": "fail"} with input as _trail(value)
	}
}

test_passes_for_objects if {
	every value in ["arn:aws:s3", "arn:aws:s3:::", "arn:aws:s3:::files/", "${Files.Arn}/", "arn:aws:s3:::${Files}/*"] {
		testing.statuses(data_events_name_objects) == {"Trail": "pass"} with input as _trail(value)
	}
}

test_unknown_when_the_value_is_open if {
	testing.statuses(data_events_name_objects) == {"Trail": "unknown"} with input as _trail({
		"$unknown": "parameter X has no default",
	})
}
