package stackgrade.rules.stack.sub_is_needed_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.sub_is_needed

_stack(name) := testing.stack(
	{"Queue": {"type": "AWS::SQS::Queue", "raw": {"Properties": {"Tags": [{"Key": "a", "Value": name}]}}}},
	{},
)

test_fails_without_a_variable if {
	every text in ["orders", ["orders", {"Name": "x"}]] {
		verdicts := testing.verdicts(sub_is_needed) with input as _stack({"Fn::Sub": text})
		{[verdict.status, verdict.attribute] | some verdict in verdicts} == {["fail", "Tags[0].Value"]}
	}
}

test_passes_with_one if {
	every text in ["orders-${Suffix}", ["orders-${Name}", {"Name": "x"}]] {
		testing.statuses(sub_is_needed) == {"Queue": "pass"} with input as _stack({"Fn::Sub": text})
	}
}

test_leaves_out_plain_text if {
	testing.statuses(sub_is_needed) == {} with input as _stack("orders")
}
