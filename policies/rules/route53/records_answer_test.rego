package stackgrade.rules.route53.records_answer_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.route53.records_answer

_zone := {"Zone": {"type": "AWS::Route53::HostedZone", "properties": {"Name": "shop.io"}}}

_stack(properties, more) := testing.stack(
	object.union(_zone, {"Record": {
		"type": "AWS::Route53::RecordSet",
		"properties": object.union({"HostedZoneId": testing.ref("Zone", "Ref"), "Name": "www.shop.io"}, properties),
	}}),
	more,
)

_values(type, found) := {"Type": type, "TTL": "300", "ResourceRecords": found}

_alias := {"DNSName": "d111.cloudfront.net", "HostedZoneId": "Z2FDTNDATAQYW2"}

test_fails_with_both_or_neither if {
	every properties in [
		{"Type": "A"},
		object.union(_values("A", ["192.0.2.1"]), {"AliasTarget": _alias}),
		{"Type": "A", "ResourceRecords": ["192.0.2.1"]},
	] {
		testing.statuses(records_answer) == {"Record": "fail"} with input as _stack(properties, {})
	}
}

test_fails_with_a_value_of_another_kind if {
	every properties in [
		_values("A", ["www.shop.io"]),
		_values("AAAA", ["192.0.2.1"]),
		_values("MX", ["mail.shop.io"]),
		_values("TXT", ["v=spf1 -all"]),
	] {
		testing.statuses(records_answer) == {"Record": "fail"} with input as _stack(properties, {})
	}
}

test_fails_for_the_domain_of_the_zone if {
	every properties in [
		object.union(_values("CNAME", ["shop.com"]), {"Name": "Shop.io."}),
		object.union(_values("CNAME", ["shop.com"]), {"Name": "shop.io", "HostedZoneName": "shop.io."}),
	] {
		testing.statuses(records_answer) == {"Record": "fail"} with input as _stack(properties, {})
	}
}

test_terraform_is_told_what_the_schema_says_of_others if {
	terraform := {"format": "terraform"}
	every properties in [
		{"Type": "A", "TTL": "300", "AliasTarget": _alias},
		_values("CNAME", ["a.shop.com", "b.shop.com"]),
	] {
		testing.statuses(records_answer) == {"Record": "fail"} with input as _stack(properties, terraform)
	}
	text := _values("TXT", ["v=spf1 -all"])
	testing.statuses(records_answer) == {"Record": "pass"} with input as _stack(text, terraform)
}

test_passes_with_an_answer if {
	every properties in [
		{"Type": "A", "AliasTarget": _alias},
		_values("A", ["192.0.2.1", testing.ref("Address", "PublicIp"), "${Address}"]),
		_values("AAAA", ["2001:db8::1"]),
		_values("MX", ["10 mail.shop.io"]),
		_values("TXT", [`"v=spf1 -all"`]),
		_values("CNAME", ["shop.com"]),
	] {
		testing.statuses(records_answer) == {"Record": "pass"} with input as _stack(properties, {})
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Type has no default")
	testing.statuses(records_answer) == {"Record": "unknown"} with input as _stack(_values(open, ["a"]), {})
}
