package stackgrade.rules.stack.outputs_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.outputs

_queues(n) := {address: {"type": "AWS::SQS::Queue"} |
	some i in numbers.range(1, n)
	address := concat("", ["Queue", format_int(i, 10)])
}

test_fails_without_outputs if {
	testing.statuses(outputs) == {"": "fail"} with input as testing.stack(_queues(3), {})
}

test_passes_with_outputs if {
	testing.statuses(outputs) == {"": "pass"} with input as testing.stack(
		_queues(3),
		{"outputs": {"QueueUrl": {"value": testing.ref("Queue1", "Ref")}}},
	)
}

test_unknown_when_a_macro_may_add_them if {
	testing.statuses(outputs) == {"": "unknown"} with input as testing.stack(
		_queues(3),
		{"incomplete": [{"address": "", "reason": "the macro Outputs may change the template"}]},
	)
}

test_leaves_out_small_stacks if {
	testing.statuses(outputs) == {} with input as testing.stack(_queues(2), {})
}

test_leaves_out_cdk_which_makes_outputs_itself if {
	testing.statuses(outputs) == {} with input as testing.stack(_queues(3), {"format": "cdk"})
}

test_leaves_out_nested_stacks if {
	every document in [
		{"name": "shop.Database", "path": "nested/database.yaml"},
		{"name": "Shop.Alarms", "path": "assembly/ShopAlarms72F7150F.nested.template.json", "format": "cdk"},
		{"name": "ShopAlarms72F7150F.nested.template", "path": "ShopAlarms72F7150F.nested.template.json"},
	] {
		testing.statuses(outputs) == {} with input as testing.stack(_queues(3), document)
	}
	testing.statuses(outputs) == {"": "fail"} with input as testing.stack(
		_queues(3),
		{"name": "shop.template", "path": "stacks/shop.template.yaml"},
	)
}

test_asks_a_root_module_only_where_something_is_tried_out if {
	module := {"format": "terraform"}
	testing.statuses(outputs) == {} with input as testing.stack(_queues(3), module)
	testing.statuses(outputs) == {"": "fail"} with input as testing.stack(
		_queues(3),
		object.union(module, {"profile": testing.disposable}),
	)
}
