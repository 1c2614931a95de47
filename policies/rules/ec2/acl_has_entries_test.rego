package stackgrade.rules.ec2.acl_has_entries_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.acl_has_entries

_given := {
	"Acl": {"type": "AWS::EC2::NetworkAcl", "properties": {}},
	"Given": {
		"type": "AWS::EC2::SubnetNetworkAclAssociation",
		"properties": {"NetworkAclId": testing.ref("Acl", "Ref"), "SubnetId": "subnet-0a1b2c3d"},
	},
}

_stack(entries) := testing.stack(object.union(_given, entries), {})

_entry(properties) := {
	"type": "AWS::EC2::NetworkAclEntry",
	"properties": object.union({"NetworkAclId": testing.ref("Acl", "Ref"), "RuleAction": "allow"}, properties),
}

test_fails_when_a_direction_is_closed if {
	every what, entries in {
		"in or out": {},
		"in": {"Out": _entry({"Egress": true})},
		"out": {"In": _entry({"Egress": false}), "Refused": _entry({"Egress": true, "RuleAction": "deny"})},
	} {
		found := testing.verdicts(acl_has_entries) with input as _stack(entries)
		{[verdict.status, verdict.message] | some verdict in found} == {[
			"fail",
			concat(" ", ["no entry lets anything", what]),
		]}
	}
}

test_passes_with_both if {
	testing.statuses(acl_has_entries) == {"Acl": "pass"} with input as _stack({
		"In": _entry({}),
		"Out": _entry({"Egress": true}),
	})
}

test_unknown_when_open if {
	every property in ["Egress", "NetworkAclId", "RuleAction"] {
		entry := _entry({property: testing.unknown("a parameter has no default")})
		testing.statuses(acl_has_entries) == {"Acl": "unknown"} with input as _stack({"In": entry})
	}
}

test_leaves_out_what_no_subnet_has if {
	acl := object.remove(_given, ["Given"])
	testing.statuses(acl_has_entries) == {} with input as testing.stack(acl, {})
}
