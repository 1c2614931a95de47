package stackgrade.rules.cloudfront.aliases_hold_record_names_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cloudfront.aliases_hold_record_names

_site(config) := {"Site": {"type": "AWS::CloudFront::Distribution", "properties": {"DistributionConfig": config}}}

_target := {"DNSName": testing.ref("Site", "DomainName"), "HostedZoneId": "Z2FDTNDATAQYW2"}

_record(name) := {"Type": "A", "Name": name, "AliasTarget": _target}

_set(name) := {"Record": {"type": "AWS::Route53::RecordSet", "properties": _record(name)}}

_stack(aliases, name) := testing.stack(object.union(_site({"Aliases": aliases}), _set(name)), {})

_hcl(aliases, name) := object.union(_stack(aliases, name), {"format": "terraform"})

_open := testing.unknown("parameter Domain has no default")

test_fails_for_a_name_that_is_no_alias if {
	every aliases in [["shop.example.org"], ["*.shop.example.org"], ["example.org"], []] {
		stack := _stack(aliases, "www.example.org.")
		testing.statuses(aliases_hold_record_names) == {"Site": "fail"} with input as stack
	}
}

test_fails_without_aliases_whatever_the_name if {
	stack := testing.stack(object.union(_site({}), _set(_open)), {})
	testing.statuses(aliases_hold_record_names) == {"Site": "fail"} with input as stack
}

test_fails_for_records_of_a_group_and_for_other_types if {
	group := {"Group": {
		"type": "AWS::Route53::RecordSetGroup",
		"properties": {"RecordSets": [_record("example.org"), _record("www.example.org")]},
	}}
	stack := testing.stack(object.union(_site({"Aliases": ["example.org"]}), group), {})
	testing.statuses(aliases_hold_record_names) == {"Site": "fail"} with input as stack

	plain := {"Record": {"type": "AWS::Route53::RecordSet", "properties": {
		"Type": "CNAME",
		"Name": "www.example.org",
		"ResourceRecords": [testing.ref("Site", "DomainName")],
	}}}
	other := testing.stack(object.union(_site({"Aliases": ["example.org"]}), plain), {})
	testing.statuses(aliases_hold_record_names) == {"Site": "fail"} with input as other
}

test_passes_for_a_name_that_is_an_alias if {
	every aliases in [["WWW.example.org"], ["*.example.org"], ["example.org", "www.example.org"]] {
		stack := _stack(aliases, "www.example.org.")
		testing.statuses(aliases_hold_record_names) == {"Site": "pass"} with input as stack
	}
	every name in ["www.${Domain}", "${AWS::StackName}.example.org"] {
		testing.statuses(aliases_hold_record_names) == {"Site": "pass"} with input as _stack([name], name)
	}
	old := testing.stack(object.union(_site({"CNAMEs": ["example.org"]}), _set("example.org")), {})
	testing.statuses(aliases_hold_record_names) == {"Site": "pass"} with input as old
}

test_passes_for_a_record_of_all_names_below_one if {
	stack := _stack(["www.example.org"], "*.example.org")
	testing.statuses(aliases_hold_record_names) == {"Site": "pass"} with input as stack
}

test_takes_names_without_their_zone_in_terraform if {
	every aliases in [["www.example.org"], ["*.example.org"]] {
		testing.statuses(aliases_hold_record_names) == {"Site": "pass"} with input as _hcl(aliases, "www")
	}
	testing.statuses(aliases_hold_record_names) == {"Site": "pass"} with input as _hcl(["example.org"], "")
	testing.statuses(aliases_hold_record_names) == {"Site": "fail"} with input as _hcl(["example.org"], "www")
	testing.statuses(aliases_hold_record_names) == {"Site": "fail"} with input as _stack(["www.example.org"], "www")
}

test_unknown_when_an_alias_is_open if {
	every aliases in [_open, [_open], ["example.org", _open]] {
		stack := _stack(aliases, "www.example.org")
		testing.statuses(aliases_hold_record_names) == {"Site": "unknown"} with input as stack
	}
}

test_leaves_out_what_is_not_written_out if {
	testing.statuses(aliases_hold_record_names) == {} with input as _stack([_open], _open)
	testing.statuses(aliases_hold_record_names) == {} with input as _stack(["example.org"], _open)
	testing.statuses(aliases_hold_record_names) == {} with input as _stack(["example.org"], "www.${Domain}")
	testing.statuses(aliases_hold_record_names) == {} with input as _stack(["${Name}.org"], "example.org")
}

test_leaves_out_distributions_that_no_record_leads_to if {
	testing.statuses(aliases_hold_record_names) == {} with input as testing.stack(_site({}), {})
	text := {"Record": {"type": "AWS::Route53::RecordSet", "properties": {
		"Type": "TXT",
		"Name": "site.example.org",
		"ResourceRecords": [testing.ref("Site", "DomainName")],
	}}}
	testing.statuses(aliases_hold_record_names) == {} with input as testing.stack(object.union(_site({}), text), {})
}

test_leaves_out_copies_on_trial_and_those_of_tenants if {
	every config in [{"Staging": true}, {"ConnectionMode": "tenant-only"}] {
		stack := testing.stack(object.union(_site(config), _set("example.org")), {})
		testing.statuses(aliases_hold_record_names) == {} with input as stack
	}
}
