package stackgrade.rules.efs.encrypted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.encrypted

_resources(properties) := {"Files": {"type": "AWS::EFS::FileSystem", "properties": properties}}

test_fails_when_not_encrypted if {
	testing.statuses(encrypted).Files == "fail" with input as testing.stack(_resources({}), {})
	testing.statuses(encrypted).Files == "fail" with input as testing.stack(_resources({"Encrypted": false}), {})
}

test_passes_when_encrypted if {
	testing.statuses(encrypted).Files == "pass" with input as testing.stack(_resources({"Encrypted": true}), {})
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(encrypted).Files == "unknown" with input as testing.stack(
		_resources({"Encrypted": testing.unknown("parameter Encrypt has no default")}),
		{},
	)
}
