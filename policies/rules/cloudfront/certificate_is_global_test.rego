package stackgrade.rules.cloudfront.certificate_is_global_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.certificate_is_global

_site(config, certificate, more) := testing.stack(
	{
		"Site": {"type": "AWS::CloudFront::Distribution", "properties": {"DistributionConfig": config}},
		"Certificate": object.union({"type": "AWS::CertificateManager::Certificate"}, certificate),
	},
	more,
)

_with(arn) := {"Aliases": ["shop.example.com"], "ViewerCertificate": {"AcmCertificateArn": arn}}

_terraform := {"format": "terraform"}

test_fails_without_a_certificate if {
	testing.statuses(certificate_is_global) == {"Site": "fail"} with input as _site(
		{"Aliases": ["shop.example.com"]},
		{},
		{},
	)
	testing.statuses(certificate_is_global) == {"Site": "fail"} with input as _site(
		{"Aliases": ["shop.example.com"], "ViewerCertificate": {"CloudFrontDefaultCertificate": true}},
		{},
		{},
	)
}

test_fails_with_one_of_another_region if {
	arn := "arn:aws:acm:eu-west-1:594812743051:certificate/0b27d1f0"
	testing.statuses(certificate_is_global) == {"Site": "fail"} with input as _site(_with(arn), {}, {})
	own := _with(testing.ref("Certificate", "Ref"))
	testing.statuses(certificate_is_global) == {"Site": "fail"} with input as _site(
		own,
		{"region": "eu-west-1"},
		_terraform,
	)
	testing.statuses(certificate_is_global) == {"Site": "fail"} with input as _site(
		own,
		{},
		{"profile": object.union(testing.production, {"region": "eu-west-1"})},
	)
}

test_passes_with_one_of_the_right_region if {
	arn := "arn:aws:acm:us-east-1:594812743051:certificate/0b27d1f0"
	testing.statuses(certificate_is_global) == {"Site": "pass"} with input as _site(_with(arn), {}, {})
	own := _with(testing.ref("Certificate", "Ref"))
	testing.statuses(certificate_is_global) == {"Site": "pass"} with input as _site(
		own,
		{"region": "us-east-1"},
		_terraform,
	)

	# Which region the stack is for is not said.
	testing.statuses(certificate_is_global) == {"Site": "pass"} with input as _site(own, {}, {})
}

test_unknown_when_the_certificate_is if {
	arn := testing.unknown("parameter CertificateArn has no default")
	testing.statuses(certificate_is_global) == {"Site": "unknown"} with input as _site(_with(arn), {}, {})
}

test_leaves_out_names_of_cloudfront if {
	testing.statuses(certificate_is_global) == {} with input as _site({"Enabled": true}, {}, {})
}
