package stackgrade.rules.iam.no_admin_statement_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.no_admin_statement

test_fails_for_everything if {
	testing.statuses(no_admin_statement) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "*",
								"Resource": ["*"],
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_fails_inside_a_role if {
	testing.statuses(no_admin_statement) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"Policies": [
						{
							"PolicyDocument": {
								"Statement": {
									"Effect": "Allow",
									"Action": [
										"*",
									],
									"Resource": "*",
								},
							},
						},
					],
				},
			},
		},
		{},
	)
}

_policy(resource) := {"type": "AWS::IAM::ManagedPolicy", "properties": {"PolicyDocument": {"Statement": [
	{"Effect": "Allow", "Action": "*", "Resource": resource},
	{"Effect": "Deny", "Action": "iam:*", "Resource": "*"},
]}}}

test_fails_for_everything_by_its_arn if {
	every resource, status in {
		"arn:aws:*:*:*:*": "fail",
		"arn:${AWS::Partition}:*": "fail",
		"arn:*:*:*:*:*": "fail",
		"arn:aws:s3:::*": "pass",
	} {
		testing.statuses(no_admin_statement) == {"It": status} with input as testing.stack({"It": _policy(resource)}, {})
	}
}

test_passes_for_a_boundary if {
	every property, status in {"PermissionsBoundary": "pass", "ManagedPolicyArns": "fail"} {
		testing.statuses(no_admin_statement).It == status with input as testing.stack(
			{
				"It": _policy("*"),
				"Role": {"type": "AWS::IAM::Role", "properties": {property: testing.ref("It", "Ref")}},
			},
			{},
		)
	}
	demanding := {"type": "AWS::IAM::ManagedPolicy", "properties": {"PolicyDocument": {"Statement": [{
		"Effect": "Allow",
		"Action": "iam:CreateRole",
		"Resource": "*",
		"Condition": {"StringEquals": {"iam:PermissionsBoundary": testing.ref("DeveloperBoundary", "Ref")}},
	}]}}}
	testing.statuses(no_admin_statement) == {"DeveloperBoundary": "pass", "Other": "pass"} with input as testing.stack(
		{"DeveloperBoundary": _policy("*"), "Other": demanding},
		{},
	)
}

test_passes_for_less if {
	testing.statuses(no_admin_statement) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "s3:*",
								"Resource": "*",
							},
							{
								"Effect": "Deny",
								"Action": "*",
								"Resource": "*",
							},
						],
					},
				},
			},
		},
		{},
	)
}

test_unknown_when_open if {
	testing.statuses(no_admin_statement) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Policy",
				"properties": {
					"PolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": testing.unknown("parameter X has no default"),
								"Resource": "*",
							},
						],
					},
				},
			},
		},
		{},
	)
}
