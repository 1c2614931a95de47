package stackgrade.rules.wafv2.scope_fits_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.wafv2.scope_fits

_arn := testing.ref("Firewall", "Arn")

_site := {
	"type": "AWS::CloudFront::Distribution",
	"properties": {"DistributionConfig": {"WebACLId": _arn}},
}

_association := {"type": "AWS::WAFv2::WebACLAssociation", "properties": {"WebACLArn": _arn}}

_firewall(scope) := {"type": "AWS::WAFv2::WebACL", "properties": {"Scope": scope}}

test_fails_with_the_other_scope if {
	testing.statuses(scope_fits) == {"Firewall": "fail"} with input as testing.stack(
		{"Firewall": _firewall("REGIONAL"), "Site": _site},
		{},
	)
	testing.statuses(scope_fits) == {"Firewall": "fail"} with input as testing.stack(
		{"Firewall": _firewall("CLOUDFRONT"), "Association": _association},
		{},
	)
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
		{"Firewall": _firewall("REGIONAL"), "Association": _association},
		{"profile": object.union(testing.production, {"region": "eu-west-1"})},
	)
}

test_unknown_when_the_scope_is if {
	testing.statuses(scope_fits) == {"Firewall": "unknown"} with input as testing.stack(
		{"Firewall": _firewall(testing.unknown("parameter Scope has no default")), "Site": _site},
		{},
	)
}
