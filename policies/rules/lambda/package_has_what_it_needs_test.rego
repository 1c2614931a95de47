package stackgrade.rules.lambda.package_has_what_it_needs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lambda.package_has_what_it_needs

_stack(properties, more) := testing.stack(
	{"Function": {"type": "AWS::Lambda::Function", "properties": properties}},
	more,
)

_zip := {"Code": {"S3Bucket": "code", "S3Key": "a.zip"}, "Handler": "a.b", "Runtime": "python3.13"}

_image := {"Code": {"ImageUri": "shop:1"}, "PackageType": "Image"}

_terraform := {"format": "terraform"}

test_fails_for_a_file_without_handler_or_runtime if {
	every name in ["Handler", "Runtime"] {
		stack := _stack(object.remove(_zip, [name]), {})
		testing.statuses(package_has_what_it_needs) == {"Function": "fail"} with input as stack
	}
}

test_fails_for_an_image_with_what_is_in_it if {
	every more in [{"Handler": "a.b"}, {"Runtime": "python3.13"}, {"Layers": ["tools"]}] {
		stack := _stack(object.union(_image, more), _terraform)
		testing.statuses(package_has_what_it_needs) == {"Function": "fail"} with input as stack
	}
}

test_passes_when_all_fit if {
	testing.statuses(package_has_what_it_needs) == {"Function": "pass"} with input as _stack(_zip, {})
	every more in [{}, {"Layers": []}] {
		stack := _stack(object.union(_image, more), _terraform)
		testing.statuses(package_has_what_it_needs) == {"Function": "pass"} with input as stack
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Package has no default")
	testing.statuses(package_has_what_it_needs) == {"Function": "unknown"} with input as _stack({"PackageType": open}, {})
	testing.statuses(package_has_what_it_needs) == {"Function": "unknown"} with input as _stack({"Code": open}, {})
}
