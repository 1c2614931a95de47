package stackgrade.rules.stack.references_exist_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.references_exist

test_fails_for_a_name_that_is_not_there if {
	testing.statuses(references_exist) == {"": "fail"} with input as testing.stack(
		{
			"A": {
				"type": "AWS::SNS::Topic",
				"unknowns": [
					{
						"attribute": "TopicName",
						"pattern": "TopicName",
						"reason": "Name is not defined in the template",
						"kind": "undefined",
					},
				],
			},
		},
		{},
	)
}

test_passes_when_all_are_there if {
	testing.statuses(references_exist) == {"": "pass"} with input as testing.stack(
		{
			"A": {
				"type": "AWS::SNS::Topic",
				"unknowns": [
					{
						"attribute": "TopicName",
						"pattern": "TopicName",
						"reason": "parameter Name has no default",
						"kind": "parameter",
					},
				],
			},
		},
		{},
	)
}

test_leaves_out_an_empty_stack if {
	testing.statuses(references_exist) == {} with input as testing.stack(
		{},
		{},
	)
}
