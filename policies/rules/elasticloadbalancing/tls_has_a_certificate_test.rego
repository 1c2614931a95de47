package stackgrade.rules.elasticloadbalancing.tls_has_a_certificate_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.tls_has_a_certificate

_listener(properties) := testing.stack(
	{"Web": {"type": "AWS::ElasticLoadBalancingV2::Listener", "properties": properties}},
	{"format": "terraform"},
)

_certificates := [{"CertificateArn": testing.unknown("data source")}]

test_fails_without if {
	every protocol in ["HTTPS", "TLS"] {
		testing.statuses(tls_has_a_certificate) == {"Web": "fail"} with input as _listener({"Protocol": protocol})
	}
}

test_passes_with_one_or_in_the_clear if {
	testing.statuses(tls_has_a_certificate) == {"Web": "pass"} with input as _listener({
		"Protocol": "HTTPS",
		"Certificates": _certificates,
	})
	testing.statuses(tls_has_a_certificate) == {"Web": "pass"} with input as _listener({"Protocol": "HTTP"})
}

test_unknown_when_the_protocol_is if {
	protocol := testing.unknown("variable protocol has no default")
	testing.statuses(tls_has_a_certificate) == {"Web": "unknown"} with input as _listener({"Protocol": protocol})
}

test_leaves_out_what_says_no_protocol if {
	testing.statuses(tls_has_a_certificate) == {} with input as _listener({"Port": 80})
}
