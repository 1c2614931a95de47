package stackgrade.rules.route53.zone_can_be_owned_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.route53.zone_can_be_owned

_zone(properties) := testing.stack({"Zone": {"type": "AWS::Route53::HostedZone", "properties": properties}}, {})

_certificate(properties) := testing.stack(
	{"Certificate": {"type": "AWS::CertificateManager::Certificate", "properties": properties}},
	{},
)

_wildcard := {"DomainName": "*.example.com"}

test_fails_for_what_is_reserved if {
	every name in ["example.com", "shop.example.org.", "Example.net"] {
		testing.statuses(zone_can_be_owned) == {"Zone": "fail"} with input as _zone({"Name": name})
	}
	testing.statuses(zone_can_be_owned) == {"Certificate": "fail"} with input as _certificate(_wildcard)
}

test_passes_for_others if {
	every name in ["shop.com", "my-example.com", "example.company", "shop.test"] {
		testing.statuses(zone_can_be_owned) == {"Zone": "pass"} with input as _zone({"Name": name})
	}
}

test_unknown_when_the_name_is if {
	name := testing.unknown("parameter DomainName has no default")
	testing.statuses(zone_can_be_owned) == {"Zone": "unknown"} with input as _zone({"Name": name})
}

test_leaves_out_what_is_private if {
	testing.statuses(zone_can_be_owned) == {} with input as _zone({"Name": "example.com", "VPCs": [{"VPCId": "v"}]})
	private := object.union(_wildcard, {"CertificateAuthorityArn": "arn"})
	testing.statuses(zone_can_be_owned) == {} with input as _certificate(private)
}
