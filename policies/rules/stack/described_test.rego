package stackgrade.rules.stack.described_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.described

test_fails_without_a_description if {
	every metadata in [{}, {"description": null}, {"description": ""}] {
		testing.statuses(described) == {"": "fail"} with input as testing.stack({}, {"metadata": metadata})
	}
}

test_passes_with_a_description if {
	testing.statuses(described) == {"": "pass"} with input as testing.stack(
		{},
		{"metadata": {"description": "The shop's order queue"}},
	)
}

test_leaves_out_formats_without_one if {
	testing.statuses(described) == {} with input as testing.stack({}, {"format": "terraform"})
}

test_leaves_out_nested_stacks if {
	every document in [
		{"name": "shop.Database", "path": "nested/database.yaml"},
		{"name": "Shop.Alarms", "path": "assembly/ShopAlarms72F7150F.nested.template.json", "format": "cdk"},
		{"name": "ShopAlarms72F7150F.nested.template", "path": "ShopAlarms72F7150F.nested.template.json"},
	] {
		testing.statuses(described) == {} with input as testing.stack({}, document)
	}
	testing.statuses(described) == {"": "fail"} with input as testing.stack(
		{},
		{"name": "shop.template", "path": "stacks/shop.template.yaml"},
	)
}
