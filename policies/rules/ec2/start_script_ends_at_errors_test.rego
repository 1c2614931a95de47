package stackgrade.rules.ec2.start_script_ends_at_errors_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.start_script_ends_at_errors

_with(text) := testing.stack({"It": {"type": "AWS::EC2::Instance", "properties": {"UserData": text}}}, {})

_script(first, more) := concat("\n", [first, more, "yum update -y", "yum install -y httpd", "systemctl start httpd"])

test_fails_when_it_goes_on if {
	every first in ["#!/bin/bash", "#!/bin/sh", "#!/usr/bin/env bash", "#!/bin/bash -x"] {
		every more in ["", "set -x", "set -u -o pipefail", "# set -e"] {
			testing.statuses(start_script_ends_at_errors) == {"It": "fail"} with input as _with(_script(first, more))
		}
	}
}

test_passes_when_it_ends if {
	every first in ["#!/bin/bash -e", "#!/bin/bash -xe"] {
		testing.statuses(start_script_ends_at_errors) == {"It": "pass"} with input as _with(_script(first, ""))
	}
	every more in [
		"set -e",
		"set -euo pipefail",
		"set -x -e",
		"set -o errexit",
		"trap 'shutdown -h now' ERR",
		"yum install -y jq || exit 1",
	] {
		testing.statuses(start_script_ends_at_errors) == {"It": "pass"} with input as _with(_script("#!/bin/bash", more))
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Script has no default")
	testing.statuses(start_script_ends_at_errors) == {"It": "unknown"} with input as _with(open)
}

test_says_nothing_of_other_texts if {
	every text in [
		"#!/bin/bash\nyum update -y",
		"#!/usr/bin/python3\nimport os\nimport sys\nprint(1)",
		"#cloud-config\npackages:\n  - httpd\n  - jq",
		_script("#!/bin/bash", "/opt/aws/bin/cfn-init --stack shop"),
	] {
		testing.statuses(start_script_ends_at_errors) == {} with input as _with(text)
	}
}
