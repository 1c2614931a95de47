package stackgrade.rules.ssm.scripts_have_a_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ssm.scripts_have_a_role

_stack(content) := testing.stack(
	{"It": {"type": "AWS::SSM::Document", "properties": {"DocumentType": "Automation", "Content": content}}},
	{},
)

_content(script, more) := object.union(
	{"schemaVersion": "0.3", "mainSteps": [
		{"name": "wait", "action": "aws:sleep", "inputs": {"Duration": "PT1M"}},
		{"name": "tag", "action": "aws:executeScript", "inputs": {"Runtime": "python3.11", "Script": script}},
	]},
	more,
)

_calling := "import boto3\ndef tag(events, context):\n  boto3.client('ec2').create_tags(**events)\n"

_text(role) := concat("", [role, "mainSteps:\n- action: aws:executeScript\n  inputs:\n    Script: |\n", _calling])

test_fails_without_a_role if {
	every content in [_content(_calling, {}), _content(_calling, {"assumeRole": ""}), _text("")] {
		testing.statuses(scripts_have_a_role) == {"It": "fail"} with input as _stack(content)
	}
}

test_passes_with_a_role if {
	every role in ["{{ AutomationAssumeRole }}", testing.ref("Role", "Arn")] {
		testing.statuses(scripts_have_a_role) == {"It": "pass"} with input as _stack(_content(
			_calling,
			{"assumeRole": role},
		))
	}
	testing.statuses(scripts_have_a_role) == {"It": "pass"} with input as _stack(_text("assumeRole: '{{ Role }}'\n"))
}

test_passes_where_the_script_calls_nothing if {
	plain := "def tag(events, context):\n  return events\n"
	testing.statuses(scripts_have_a_role) == {"It": "pass"} with input as _stack(_content(plain, {}))
}

test_a_role_that_is_open_is_one if {
	testing.statuses(scripts_have_a_role) == {"It": "pass"} with input as _stack(_content(
		_calling,
		{"assumeRole": testing.unknown("a parameter")},
	))
}

test_unknown_where_the_script_is if {
	testing.statuses(scripts_have_a_role) == {"It": "unknown"} with input as _stack(_content(
		testing.unknown("a parameter"),
		{},
	))
}

test_leaves_out_other_documents_and_what_is_filled_in if {
	command := {
		"type": "AWS::SSM::Document",
		"properties": {"DocumentType": "Command", "Content": _content(_calling, {})},
	}
	testing.statuses(scripts_have_a_role) == {} with input as testing.stack({"It": command}, {})
	testing.statuses(scripts_have_a_role) == {} with input as _stack({"mainSteps": [{"action": "aws:sleep"}]})
	testing.statuses(scripts_have_a_role) == {} with input as _stack(_text("${Head}\n"))
}

test_one_script_is_enough if {
	steps := {"mainSteps": array.concat(_content(_calling, {}).mainSteps, [{
		"action": "aws:executeScript",
		"inputs": {"Script": testing.unknown("a parameter")},
	}])}
	testing.statuses(scripts_have_a_role) == {"It": "fail"} with input as _stack(steps)
}
