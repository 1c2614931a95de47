package stackgrade.rules.iam.trust_not_public_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.iam.trust_not_public

test_fails_for_everyone if {
	testing.statuses(trust_not_public) == {"It": "fail"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "sts:AssumeRole",
								"Principal": {
									"AWS": "*",
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}

_github(principal, condition) := testing.stack(
	{
		"It": {"type": "AWS::IAM::Role", "properties": {"AssumeRolePolicyDocument": {"Statement": [{
			"Effect": "Allow",
			"Action": "sts:AssumeRoleWithWebIdentity",
			"Principal": {"Federated": principal},
			"Condition": condition,
		}]}}},
		"Provider": {
			"type": "AWS::IAM::OIDCProvider",
			"properties": {"Url": "https://token.actions.githubusercontent.com"},
		},
	},
	{},
)

test_github_names_a_repository if {
	audience := {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}
	every principal in [
		testing.ref("Provider", "Ref"),
		"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
	] {
		every subject, status in {
			"repo:example/shop:*": "pass",
			"repo:*": "fail",
			"*": "fail",
		} {
			condition := {
				"StringEquals": audience,
				"StringLike": {"token.actions.githubusercontent.com:sub": subject},
			}
			testing.statuses(trust_not_public) == {"It": status} with input as _github(principal, condition)
		}
		testing.statuses(trust_not_public) == {"It": "fail"} with input as _github(principal, {"StringEquals": audience})
	}
}

test_passes_for_other_providers if {
	testing.statuses(trust_not_public) == {"It": "pass"} with input as _github(
		"arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE",
		{},
	)
}

test_passes_for_a_service if {
	testing.statuses(trust_not_public) == {"It": "pass"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "sts:AssumeRole",
								"Principal": {
									"Service": "lambda.amazonaws.com",
								},
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
	testing.statuses(trust_not_public) == {"It": "unknown"} with input as testing.stack(
		{
			"It": {
				"type": "AWS::IAM::Role",
				"properties": {
					"AssumeRolePolicyDocument": {
						"Statement": [
							{
								"Effect": "Allow",
								"Action": "sts:AssumeRole",
								"Principal": {
									"AWS": testing.unknown("parameter X has no default"),
								},
							},
						],
					},
				},
			},
		},
		{},
	)
}
