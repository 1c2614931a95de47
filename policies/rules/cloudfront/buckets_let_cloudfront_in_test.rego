package stackgrade.rules.cloudfront.buckets_let_cloudfront_in_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.buckets_let_cloudfront_in

_site(statements, origin) := testing.stack(
	{
		"Bucket": {"type": "AWS::S3::Bucket"},
		"Policy": {
			"type": "AWS::S3::BucketPolicy",
			"properties": {"Bucket": testing.ref("Bucket", "Ref"), "PolicyDocument": {"Statement": statements}},
		},
		"Site": {
			"type": "AWS::CloudFront::Distribution",
			"properties": {"DistributionConfig": {"Origins": [object.union(
				{"Id": "site", "DomainName": testing.ref("Bucket", "RegionalDomainName")},
				origin,
			)]}},
		},
	},
	{},
)

_allow(principal, action) := [{"Effect": "Allow", "Principal": principal, "Action": action}]

_cloudfront := {"Service": "cloudfront.amazonaws.com"}

test_fails_when_nobody_or_somebody_else_is_let_in if {
	every statements in [
		[],
		_allow({"Service": "logging.s3.amazonaws.com"}, "s3:*"),
		_allow(_cloudfront, "s3:ListBucket"),
	] {
		testing.statuses(buckets_let_cloudfront_in) == {"Site": "fail"} with input as _site(statements, {})
	}
}

test_passes_when_it_is_let_in if {
	every principal in [_cloudfront, {"CanonicalUser": "79a59d"}, {"AWS": testing.ref("Identity", "Arn")}, "*"] {
		statements := _allow(principal, ["s3:GetObject"])
		testing.statuses(buckets_let_cloudfront_in) == {"Site": "pass"} with input as _site(statements, {})
	}
}

test_unknown_when_the_policy_is if {
	statements := _allow(testing.unknown("parameter Reader has no default"), "s3:ListBucket")
	testing.statuses(buckets_let_cloudfront_in) == {"Site": "unknown"} with input as _site(statements, {})
}

test_leaves_out_websites if {
	website := {"CustomOriginConfig": {"OriginProtocolPolicy": "http-only"}}
	testing.statuses(buckets_let_cloudfront_in) == {} with input as _site([], website)
}
