package stackgrade.rules.lifecycle.protection_is_off_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.lifecycle.protection_is_off

test_fails_when_on if {
	testing.statuses(protection_is_off) == {"Table": "fail", "Balancer": "fail"} with input as testing.stack(
		{
			"Table": {
				"type": "AWS::DynamoDB::Table",
				"properties": {"DeletionProtectionEnabled": true},
			},
			"Balancer": {
				"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
				"properties": {
					"LoadBalancerAttributes": [
						{
							"Key": "deletion_protection.enabled",
							"Value": "true",
						},
					],
				},
			},
		},
		{"profile": testing.disposable},
	)
}

test_passes_when_off if {
	testing.statuses(protection_is_off) == {"Table": "pass"} with input as testing.stack(
		{"Table": {"type": "AWS::DynamoDB::Table", "properties": {}}},
		{"profile": testing.disposable},
	)
}

test_unknown_when_open if {
	testing.statuses(protection_is_off) == {"Table": "unknown"} with input as testing.stack(
		{
			"Table": {
				"type": "AWS::DynamoDB::Table",
				"properties": {
					"DeletionProtectionEnabled": testing.unknown("parameter X has no default"),
				},
			},
		},
		{"profile": testing.disposable},
	)
}
