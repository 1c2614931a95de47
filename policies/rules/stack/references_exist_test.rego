package stackgrade.rules.stack.references_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.references_exist

_absent := {
	"kind": "reference",
	"attribute": "Resources.A.Properties.TopicName",
	"message": "Name is not defined in the template",
}

_resources := {"A": {"type": "AWS::SNS::Topic"}}

test_fails_for_a_name_that_is_not_there if {
	testing.statuses(references_exist) == {"": "fail"} with input as testing.stack(_resources, {"faults": [_absent]})
}

test_fails_for_one_in_terraform if {
	testing.statuses(references_exist) == {"": "fail"} with input as testing.stack(_resources, {
		"format": "terraform",
		"terraform": {"faults": [{
			"kind": "reference",
			"attribute": "aws_sns_topic.a.name",
			"message": "the variable name is not declared",
		}]},
		"incomplete": [{"address": "", "reason": "the module queue is not installed"}],
	})
}

test_fails_for_a_mapping_without_the_entry if {
	testing.statuses(references_exist) == {"": "fail"} with input as testing.stack(
		{"A": {
			"type": "AWS::SNS::Topic",
			"unknowns": [{
				"attribute": "TopicName",
				"pattern": "TopicName",
				"reason": "mapping Names has no entry for eu-west-1, topic",
				"kind": "mapping",
			}],
		}},
		{},
	)
}

test_cannot_tell_what_a_macro_declares if {
	testing.statuses(references_exist) == {"": "unknown"} with input as testing.stack(_resources, {
		"faults": [_absent],
		"incomplete": [{"address": "", "reason": "the macro Names may change the template"}],
	})
}

test_a_nested_stack_out_of_sight_declares_nothing_here if {
	testing.statuses(references_exist) == {"": "fail"} with input as testing.stack(_resources, {
		"faults": [_absent],
		"incomplete": [{"address": "A", "reason": "its template is not here"}],
	})
}

test_passes_when_all_are_there if {
	testing.statuses(references_exist) == {"": "pass"} with input as testing.stack(_resources, {})
}

test_leaves_out_an_empty_stack if {
	testing.statuses(references_exist) == {} with input as testing.stack({}, {})
}

test_tells_attributes_from_names if {
	messages := ["A has no attribute `Endpoint`", "aws:username is not defined in the template"]
	faults := array.concat([_absent], [object.union(_absent, {"message": message}) | some message in messages])
	found := testing.verdicts(references_exist) with input as testing.stack(_resources, {"faults": faults})
	{verdict.case | some verdict in found} == {"name", "attribute", "policy variable"}
}
