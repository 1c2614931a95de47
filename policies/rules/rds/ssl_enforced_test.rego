package stackgrade.rules.rds.ssl_enforced_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.rds.ssl_enforced

test_fails_when_off_or_absent if {
	testing.statuses(ssl_enforced) == {"Settings": "fail"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "postgres14", "Parameters": {}},
			},
		},
		{},
	)
}

test_fails_when_switched_off if {
	testing.statuses(ssl_enforced) == {"Settings": "fail"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres16",
					"Parameters": {"rds.force_ssl": "0"},
				},
			},
		},
		{},
	)
}

test_passes_when_on if {
	testing.statuses(ssl_enforced) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "mysql8.0",
					"Parameters": {"require_secure_transport": "ON"},
				},
			},
		},
		{},
	)
}

test_passes_by_default_since_15 if {
	testing.statuses(ssl_enforced) == {"Settings": "pass"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "postgres16", "Parameters": {}},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(ssl_enforced) == {"Settings": "unknown"} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {
					"Family": "postgres14",
					"Parameters": {
						"rds.force_ssl": testing.unknown("parameter X has no default"),
					},
				},
			},
		},
		{},
	)
}

test_leaves_out_other_engines if {
	testing.statuses(ssl_enforced) == {} with input as testing.stack(
		{
			"Settings": {
				"type": "AWS::RDS::DBParameterGroup",
				"properties": {"Family": "oracle-se2-19", "Parameters": {}},
			},
		},
		{},
	)
}
