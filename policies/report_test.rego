package stackgrade.report_test

import data.stackgrade.lib.testing

# A bucket under no rules but those that every bucket fails or passes.
_stack := testing.stack(
	{"Db": {"type": "AWS::RDS::DBInstance", "properties": {
		"Engine": "mysql",
		"StorageEncrypted": false,
	}}},
	{},
)

_document := object.union(_stack, {"profile": object.union(testing.production, {"name": "mine"})})

_statuses(rule_id) := {verdict.status | some verdict in data.stackgrade.report.verdicts; verdict.rule_id == rule_id}

_variants := object.union(_document, {
	"when": {"Safe": false, "Large": false},
	"variants": [{
		"when": {"Safe": true, "Large": false},
		"resources": {"Db": object.union(_document.resources.Db, {"properties": {
			"Engine": "mysql",
			"StorageEncrypted": true,
		}})},
		"edges": [],
	}],
})

_judged := {
	"rules": {"FC_SOURCE_900": {"title": "The source is sound", "severity": "critical"}},
	"verdicts": [{
		"rule_id": "FC_SOURCE_900",
		"address": "Db",
		"type": "AWS::RDS::DBInstance",
		"status": "fail",
		"attribute": null,
		"message": "the source is not sound",
	}],
}

test_report_says_who_judged if {
	report := data.stackgrade.report with input as _document
	report.errors == set()
	report.profile == "mine"
	is_string(report.revision)
	"FC_RDS_001" in report.rules
	{verdict.status | some verdict in report.verdicts} <= {"pass", "fail", "unknown"}
}

test_report_judges if {
	_statuses("FC_RDS_001") == {"fail"} with input as _document
}

test_variants_that_differ_are_unknown_and_say_why if {
	report := data.stackgrade.report with input as _variants
	some verdict in report.verdicts
	verdict.rule_id == "FC_RDS_001"
	verdict.status == "unknown"
	verdict.reason == "depends on Safe"
	verdict.attribute == "StorageEncrypted"
}

test_variants_that_agree_stand if {
	same := json.patch(_variants, [{"op": "add", "path": "/variants/0/resources", "value": {}}])
	_statuses("FC_RDS_001") == {"fail"} with input as same
}

test_variants_differ_in_several_conditions if {
	both := json.patch(_variants, [{"op": "add", "path": "/variants/0/when/Large", "value": true}])
	some verdict in data.stackgrade.report.verdicts with input as both
	verdict.rule_id == "FC_RDS_001"
	verdict.reason == "depends on Large, Safe"
}

test_no_single_condition_decides if {
	exclusive := json.patch(_variants, [
		{"op": "add", "path": "/variants/0/when", "value": {"Safe": true, "Large": true}},
		{"op": "add", "path": "/variants/-", "value": {
			"when": {"Safe": true, "Large": false},
			"resources": {},
			"edges": [],
		}},
		{"op": "add", "path": "/variants/-", "value": {
			"when": {"Safe": false, "Large": true},
			"resources": _variants.variants[0].resources,
			"edges": [],
		}},
		{"op": "add", "path": "/variants/-", "value": {
			"when": {"Safe": true, "Large": true},
			"resources": {"Db": null},
			"edges": [],
		}},
	])
	some verdict in data.stackgrade.report.verdicts with input as exclusive
	verdict.rule_id == "FC_RDS_001"
	verdict.reason == "depends on Large"
}

test_open_in_one_variant_is_unknown_for_its_reason if {
	unknown := testing.unknown("parameter Encrypted has no default")
	unknowns := [{
		"attribute": "StorageEncrypted",
		"pattern": "StorageEncrypted",
		"reason": unknown["$unknown"],
		"kind": "parameter",
	}]
	open := object.union(_document.resources.Db, {
		"properties": {"Engine": "mysql", "StorageEncrypted": unknown},
		"unknowns": unknowns,
	})
	closed := _variants.variants[0].resources.Db
	mixed := object.union(_variants, {
		"resources": {"Db": closed},
		"variants": [{"when": {"Safe": true, "Large": false}, "resources": {"Db": open}, "edges": []}],
	})
	some verdict in data.stackgrade.report.verdicts with input as mixed
	verdict.rule_id == "FC_RDS_001"
	verdict.status == "unknown"
	verdict.reason == "parameter Encrypted has no default"
}

test_what_was_judged_before_comes_out if {
	report := data.stackgrade.report with input as object.union(_document, {"judged": _judged})
	"FC_SOURCE_900" in report.rules
	_judged.verdicts[0] in report.verdicts
}

test_what_was_judged_before_comes_out_with_variants if {
	report := data.stackgrade.report with input as object.union(_variants, {"judged": _judged})
	_judged.verdicts[0] in report.verdicts
}

test_what_is_no_document_gives_errors_and_no_verdicts if {
	every wrong in [
		{},
		[],
		null,
		"text",
		json.remove(_document, ["resources"]),
		json.remove(_document, ["profile/environment"]),
		object.union(_document, {"profile": object.union(_document.profile, {"environment": "tset"})}),
		json.remove(_document, ["types/AWS::RDS::DBInstance"]),
		json.remove(_document, ["resources/Db/properties"]),
		json.remove(_document, ["resources/Db/unknowns"]),
		object.union(_document, {"edges": {}}),
		object.union(_document, {"when": {}, "variants": null}),
		json.remove(_variants, ["when"]),
		json.remove(_variants, ["variants/0/edges"]),
		json.remove(_variants, ["variants/0/resources/Db/properties"]),
		object.union(_document, {"judged": object.union(
			_judged,
			{"rules": {"FC_SOURCE_900": {"title": "The source is sound", "severity": "severe"}}},
		)}),
		object.union(_document, {"judged": {"rules": {}, "verdicts": _judged.verdicts}}),
		object.union(_document, {"judged": {"rules": {"FC_SOURCE_900": {}}, "verdicts": []}}),
		object.union(_document, {"judged": {"rules": _judged.rules}}),
		object.union(_document, {"judged": {
			"rules": {"FC_RDS_001": _judged.rules.FC_SOURCE_900},
			"verdicts": [],
		}}),
		object.union(_document, {"judged": object.union(_judged, {"verdicts": [object.union(
			_judged.verdicts[0],
			{"address": "Elsewhere"},
		)]})}),
	] {
		report := data.stackgrade.report with input as wrong
		count(report.errors) > 0
		report.verdicts == []
		decision := data.stackgrade.gate with input as wrong
		not decision.allow
		count(decision.errors) > 0
	}
}

test_a_resource_of_a_variant_may_have_been_judged if {
	elsewhere := json.patch(_variants, [
		{"op": "add", "path": "/variants/0/resources/Extra", "value": object.union(
			_document.resources.Db,
			{"address": "Extra"},
		)},
		{"op": "add", "path": "/judged", "value": {
			"rules": _judged.rules,
			"verdicts": [object.union(_judged.verdicts[0], {"address": "Extra"})],
		}},
	])
	report := data.stackgrade.report with input as elsewhere
	report.errors == set()
}

test_gate_says_why_not if {
	decision := data.stackgrade.gate with input as object.union(_document, {"judged": _judged})
	not decision.allow
	decision.fail_on == "high"
	count({other | some other in decision.reasons; other.rule_id == "FC_SOURCE_900"}) == 1
	some reason in decision.reasons
	reason.rule_id == "FC_RDS_001"
	reason.severity == "high"
	reason.title == "RDS storage is encrypted"
}

test_gate_lets_through_what_is_less_severe_than_asked if {
	decision := data.stackgrade.gate with input as object.union(_document, {"fail_on": "critical"})
	decision.allow
	decision.reasons == set()
}

test_gate_lets_through_what_is_waived if {
	reasons := data.stackgrade.gate.reasons with input as _document
	waivers := [{"rule_id": reason.rule_id, "address": reason.address, "reason": "accepted"} | some reason in reasons]
	decision := data.stackgrade.gate with input as object.union(_document, {"waivers": waivers})
	decision.allow
	count(decision.waived) == count(reasons)
	count(decision.waived) > 0
}

test_gate_refuses_a_severity_that_does_not_exist if {
	decision := data.stackgrade.gate with input as object.union(_document, {"fail_on": "severe"})
	not decision.allow
	count(decision.errors) == 1
}
