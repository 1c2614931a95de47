package stackgrade.rules.ssm.runbooks_have_a_runtime_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ssm.runbooks_have_a_runtime

_stack(content) := testing.stack(
	{"It": {"type": "AWS::SSM::Document", "properties": {"DocumentType": "Automation", "Content": content}}},
	{},
)

_content(runtime) := {"schemaVersion": "0.3", "mainSteps": [
	{"name": "wait", "action": "aws:sleep", "inputs": {"Duration": "PT1M"}},
	{"name": "tag", "action": "aws:executeScript", "inputs": {"Runtime": runtime, "Handler": "tag"}},
]}

_text(runtime) := concat("", ["mainSteps:\n- action: aws:executeScript\n  inputs:\n    Runtime: ", runtime, "\n"])

test_fails_for_runtimes_of_the_past if {
	every content in [_content("python3.8"), _text("python3.9"), _text("'python3.7'")] {
		testing.statuses(runbooks_have_a_runtime) == {"It": "fail"} with input as _stack(content)
	}
}

test_points_at_the_step if {
	some finding in runbooks_have_a_runtime.fail with input as _stack(_content("python3.8"))
	finding.attribute == "Content.mainSteps[1].inputs.Runtime"
}

test_passes_for_runtimes_of_today if {
	every content in [_content("python3.11"), _content("PowerShell 7.4"), _text("python3.12")] {
		testing.statuses(runbooks_have_a_runtime) == {"It": "pass"} with input as _stack(content)
	}
}

test_leaves_out_documents_without_scripts if {
	every content in [{"schemaVersion": "2.2", "mainSteps": []}, "schemaVersion: '2.2'"] {
		testing.statuses(runbooks_have_a_runtime) == {} with input as _stack(content)
	}
}

test_unknown_when_a_parameter_decides_one_step if {
	content := object.union(_content("python3.11"), {"mainSteps": [
		{"action": "aws:executeScript", "inputs": {"Runtime": "python3.11"}},
		{"action": "aws:executeScript", "inputs": {"Runtime": testing.unknown("parameter Runtime has no default")}},
	]})
	testing.statuses(runbooks_have_a_runtime) == {"It": "unknown"} with input as _stack(content)
}
