package stackgrade

import data.stackgrade.lib.document

# METADATA
# title: Whether the stack may go in
# description: >-
#   Allows when nothing fails at or over `input.fail_on` (critical, high, medium, low; high when it is left out, as on
#   the command line), but for what its author waived. `reasons` says what fails, `errors` why nothing could be said;
#   with errors nothing is allowed.
gate := {
	"allow": _allowed,
	"errors": _gate_errors,
	"fail_on": _fail_on,
	"profile": _report.profile,
	"reasons": _reasons,
	"revision": _report.revision,
	"unknown": count([found | some found in _report.verdicts; found.status == "unknown"]),
	"waived": _waived,
}

# In full, since OPA takes modules one by one: this one may come before that of the report.
_report := data.stackgrade.report

default _allowed := false

_allowed if {
	count(_gate_errors) == 0
	count(_reasons) == 0
}

_gate_errors contains error if some error in _report.errors

_gate_errors contains "`fail_on` is none of critical, high, medium, low" if not _fail_on in _severities

default _fail_on := "high"

_fail_on := input.fail_on

_severities := ["critical", "high", "medium", "low"]

_failures contains found if {
	some verdict in _report.verdicts
	verdict.status == "fail"
	found := object.union(_about[verdict.rule_id], object.remove(verdict, ["status"]))
}

_about := object.union(document.judged.rules, _ours)

_ours[meta.custom.id] := {"title": meta.title, "severity": meta.custom.severity} if {
	meta := data.stackgrade.rules[_][_].metadata
}

_reasons contains found if {
	some found in _failures
	_rank[found.severity] <= _rank[_fail_on]
	not [found.rule_id, found.address] in _waivers
}

_waived contains found if {
	some found in _failures
	[found.rule_id, found.address] in _waivers
}

_waivers contains [waiver.rule_id, waiver.address] if some waiver in input.waivers

_rank[severity] := i if some i, severity in _severities
