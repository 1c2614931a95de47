package stackgrade.rules.route53.aliases_name_their_zone_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.route53.aliases_name_their_zone

_alias(name, zone) := testing.stack(
	{
		"Site": {"type": "AWS::CloudFront::Distribution"},
		"Web": {"type": "AWS::ElasticLoadBalancingV2::LoadBalancer"},
		"Zone": {"type": "AWS::Route53::HostedZone", "properties": {"Name": "nord-shop.eu"}},
		"Record": {
			"type": "AWS::Route53::RecordSet",
			"properties": {"AliasTarget": {"DNSName": name, "HostedZoneId": zone}},
		},
	},
	{},
)

_site := testing.ref("Site", "DomainName")

_web := testing.ref("Web", "DNSName")

_own := testing.ref("Zone", "Ref")

test_fails_with_the_zone_of_the_record if {
	testing.statuses(aliases_name_their_zone) == {"Record": "fail"} with input as _alias(_site, _own)
	testing.statuses(aliases_name_their_zone) == {"Record": "fail"} with input as _alias(_web, _own)
	testing.statuses(aliases_name_their_zone) == {"Record": "fail"} with input as _alias(_web, "Z2FDTNDATAQYW2")
}

test_fails_for_the_address_of_an_api if {
	name := "${Api}.execute-api.${AWS::Region}.amazonaws.com"
	testing.statuses(aliases_name_their_zone) == {"Record": "fail"} with input as _alias(name, "Z1UJRXOUMOOFQ8")
}

test_passes_with_the_zone_of_the_target if {
	testing.statuses(aliases_name_their_zone) == {"Record": "pass"} with input as _alias(_site, "Z2FDTNDATAQYW2")
	zone := testing.ref("Web", "CanonicalHostedZoneID")
	testing.statuses(aliases_name_their_zone) == {"Record": "pass"} with input as _alias(_web, zone)
	testing.statuses(aliases_name_their_zone) == {"Record": "pass"} with input as _alias(_web, "Z32O12XQLNTSW2")

	# In China.
	testing.statuses(aliases_name_their_zone) == {"Record": "pass"} with input as _alias(_site, "Z3RFFRIM2A3IF5")
}

test_passes_for_the_domain_name_of_an_api if {
	name := "d-numh1z56v6.execute-api.us-west-2.amazonaws.com"
	testing.statuses(aliases_name_their_zone) == {"Record": "pass"} with input as _alias(name, "Z2OJLYMUO9EFXC")
}

test_unknown_when_the_zone_is if {
	zone := testing.unknown("parameter ZoneId has no default")
	testing.statuses(aliases_name_their_zone) == {"Record": "unknown"} with input as _alias(_web, zone)
}

test_leaves_out_records_with_values if {
	testing.statuses(aliases_name_their_zone) == {} with input as testing.stack(
		{"Record": {"type": "AWS::Route53::RecordSet", "properties": {"ResourceRecords": ["192.0.2.1"]}}},
		{},
	)
}
