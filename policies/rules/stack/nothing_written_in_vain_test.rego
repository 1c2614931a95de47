package stackgrade.rules.stack.nothing_written_in_vain_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.nothing_written_in_vain

_metadata(unused) := {"metadata": {"mappings": ["Sizes"], "conditions": ["IsProduction"], "unused": unused}}

test_fails_for_each_that_is_not_used if {
	found := testing.verdicts(nothing_written_in_vain) with input as testing.stack(
		{},
		_metadata(["Conditions.IsProduction", "Mappings.Sizes"]),
	)
	{[verdict.attribute, verdict.message] | some verdict in found} == {
		["Conditions.IsProduction", "condition IsProduction is not used"],
		["Mappings.Sizes", "mapping Sizes is not used"],
	}
}

test_passes_when_all_are_used if {
	testing.statuses(nothing_written_in_vain) == {"": "pass"} with input as testing.stack({}, _metadata([]))
}

test_fails_for_a_local_value if {
	stack := testing.stack({}, {
		"attributes": {"Locals.sizes": {"line": 1}},
		"metadata": {"mappings": [], "conditions": [], "unused": ["Locals.sizes"]},
	})
	testing.statuses(nothing_written_in_vain) == {"": "fail"} with input as stack
}

test_leaves_out_stacks_that_are_not_seen_whole if {
	stack := testing.stack({}, object.union(
		_metadata(["Mappings.Sizes"]),
		{"incomplete": [{"address": "", "reason": "the macro Names may change the template"}]},
	))
	testing.statuses(nothing_written_in_vain) == {} with input as stack
}

test_leaves_out_stacks_without_any if {
	testing.statuses(nothing_written_in_vain) == {} with input as testing.stack({}, {
		"metadata": {"mappings": [], "conditions": [], "unused": []},
	})
}
