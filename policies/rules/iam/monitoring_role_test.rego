package stackgrade.rules.iam.monitoring_role_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.monitoring_role

test_fails_without_trust_or_permission if {
	testing.statuses(monitoring_role) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"Service": "rds.amazonaws.com",
								},
							},
						],
					},
					"ManagedPolicyArns": [],
				},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MonitoringRoleArn": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_passes_with_both if {
	testing.statuses(monitoring_role) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"Service": "monitoring.rds.amazonaws.com",
								},
							},
						],
					},
					"ManagedPolicyArns": [
						"arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
					],
				},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MonitoringRoleArn": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_passes_with_a_policy_of_its_own if {
	statement := {"Effect": "Allow", "Action": "logs:Put*", "Resource": "*"}
	every policy in [
		{"type": "AWS::IAM::ManagedPolicy", "properties": {
			"Roles": [testing.ref("Other", "Ref"), testing.ref("It", "Ref")],
			"PolicyDocument": {"Statement": [statement]},
		}},
		{"type": "AWS::IAM::RolePolicy", "properties": {
			"RoleName": testing.ref("It", "Ref"),
			"PolicyDocument": {"Statement": [statement]},
		}},
	] {
		testing.statuses(monitoring_role) == {"It": "pass"} with input as testing.stack(
			{
				"It": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": {"Statement": [{
					"Effect": "Allow",
					"Principal": {"Service": "monitoring.rds.amazonaws.com"},
				}]}}},
				"Policy": policy,
				"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MonitoringRoleArn": testing.ref("It", "Arn")}},
			},
			{},
		)
	}
}

test_unknown_when_open if {
	testing.statuses(monitoring_role) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Principal": {
									"Service": "monitoring.rds.amazonaws.com",
								},
							},
						],
					},
					"ManagedPolicyArns": testing.unknown("parameter X has no default"),
				},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MonitoringRoleArn": testing.ref("It", "Arn")},
			},
		},
		{},
	)
}

test_leaves_out_other_roles if {
	testing.statuses(monitoring_role) == {} with input as testing.stack(
		{"It": {"type": "AWS::IAM::Role", "properties": {}}},
		{},
	)
}
