package stackgrade.rules.wafv2.scope_fits_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.wafv2.scope_fits

_arn := testing.ref("Firewall", "Arn")

_site := {
	"type": "AWS::CloudFront::Distribution",
	"properties": {"DistributionConfig": {"WebACLId": _arn}},
}

_balancer := "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc6c495c0c9188"

_association(attached) := {
	"type": "AWS::WAFv2::WebACLAssociation",
	"properties": {"WebACLArn": _arn, "ResourceArn": attached},
}

_attached(type, attached) := testing.stack(
	{"Attached": {"type": type}, "Firewall": _firewall("CLOUDFRONT"), "Association": _association(attached)},
	{},
)

_firewall(scope) := {"type": "AWS::WAFv2::WebACL", "properties": {"Scope": scope}}

test_fails_with_the_other_scope if {
	testing.statuses(scope_fits) == {"Firewall": "fail"} with input as testing.stack(
		{"Firewall": _firewall("REGIONAL"), "Site": _site},
		{},
	)
	every attached in [_balancer, testing.ref("Attached", "Ref")] {
		testing.statuses(scope_fits) == {"Firewall": "fail"} with input as _attached(
			"AWS::ElasticLoadBalancingV2::LoadBalancer",
			attached,
		)
	}
}

test_passes_for_what_cloudfront_serves_or_nobody_tells if {
	every type, attached in {
		"AWS::Amplify::App": testing.ref("Attached", "Arn"),
		"aws_amplify_app": testing.ref("Attached", "Arn"),
		"AWS::SNS::Topic": "arn:aws:amplify:us-east-1:123456789012:apps/d1m7bkiki6tdw1",
		"AWS::SQS::Queue": testing.unknown("parameter Attached has no default"),
	} {
		testing.statuses(scope_fits) == {"Firewall": "pass"} with input as _attached(type, attached)
	}
}

test_fails_in_another_region if {
	testing.statuses(scope_fits) == {"Firewall": "fail"} with input as testing.stack(
		{"Firewall": object.union(_firewall("CLOUDFRONT"), {"region": "eu-west-1"})},
		{"format": "terraform"},
	)
	testing.statuses(scope_fits) == {"Firewall": "fail"} with input as testing.stack(
		{"Firewall": _firewall("CLOUDFRONT")},
		{"profile": object.union(testing.production, {"region": "eu-west-1"})},
	)
}

test_passes_with_the_right_one if {
	testing.statuses(scope_fits) == {"Firewall": "pass"} with input as testing.stack(
		{"Firewall": _firewall("CLOUDFRONT"), "Site": _site},
		{},
	)
	testing.statuses(scope_fits) == {"Firewall": "pass"} with input as testing.stack(
		{"Firewall": _firewall("REGIONAL"), "Association": _association(_balancer)},
		{"profile": object.union(testing.production, {"region": "eu-west-1"})},
	)
}

test_unknown_when_the_scope_is if {
	testing.statuses(scope_fits) == {"Firewall": "unknown"} with input as testing.stack(
		{"Firewall": _firewall(testing.unknown("parameter Scope has no default")), "Site": _site},
		{},
	)
}
