# METADATA
# title: Verdicts
# description: >-
#   Pass, fail or unknown, decided here for every rule. A rule says which subjects fail and, in its metadata, which
#   attributes it decides on; what of those the template leaves open turns the verdict into unknown.
package stackgrade.lib.verdict

import data.stackgrade.lib.resources

# METADATA
# title: The verdicts of one rule
# description: One per finding, or one per subject that has none; in no particular order.
of(_, subjects, _) := [] if count(subjects) == 0

of(meta, subjects, fails) := [verdict | some part in [failing, unknown, passing]; some verdict in part] if {
	count(subjects) > 0
	by_address := _by_address(subjects)
	open := _open_by_address(meta, by_address, _open_elsewhere(meta, "attributes"))
	failing := {verdict |
		some fail in fails
		subject := by_address[fail.address]
		verdict := _failed(meta, subject, fail, _against(meta, fail, object.get(open, fail.address, set())))
	}
	others := object.keys(by_address) - {fail.address | some fail in fails}
	unknown := [_unknown(meta, by_address[address], first.attribute, first.reason) |
		some address, reasons in open
		address in others
		first := sort(reasons)[0]
	]
	passing := [{"rule_id": meta.id, "address": address, "type": by_address[address].type, "status": "pass"} |
		some address in (others - object.keys(open))
	]
}

# METADATA
# title: Whether a rule found something in the form of a finding
is_finding(found) if {
	is_string(found.address)
	is_string(found.message)
	"attribute" in object.keys(found)
}

# METADATA
# title: Whether a rule applies
# description: >-
#   It is for the language that the document is written in, and every condition under `when` holds in the profile; a
#   list in the profile holds what it contains.
enabled(meta) if {
	_language in object.get(meta, "languages", ["cloudformation", "terraform"])
	every key, wanted in object.get(meta, "when", {}) {
		_matches(input.profile[key], wanted)
	}
}

# METADATA
# title: The subjects that a rule judges unless it says otherwise
# description: All resources of its types by address; the stack itself for the type `Stack`.
subjects(meta) := {subject.address: subject |
	some type in meta.types
	some subject in _of_type(type)
}

_of_type(type) := resources.own(type) if type != "Stack"

_of_type("Stack") := [resources.stack]

# Mostly as they are: a rule holds its subjects by address, and seldom are any of another stack.
_by_address(subjects) := subjects if _are_by_address(subjects)

_by_address(subjects) := {subject.address: subject | some subject in subjects; not subject.foreign} if {
	not _are_by_address(subjects)
}

_are_by_address(subjects) if {
	is_object(subjects)
	not input.foreign
}

# What is open of each subject that has anything open, `elsewhere` for all of them.
_open_by_address(meta, by_address, elsewhere) := {address: reasons |
	some address, subject in by_address
	subject.unknowns[0]
	reasons := _open(meta, subject)
	count(reasons) > 0
} if {
	count(elsewhere) == 0
}

_open_by_address(meta, by_address, elsewhere) := {address: reasons |
	some address, subject in by_address
	reasons := _open(meta, subject) | elsewhere
} if {
	count(elsewhere) > 0
}

default _language := "cloudformation"

_language := "terraform" if resources.is_terraform

_matches(value, wanted) if value == wanted

_matches(value, wanted) if wanted in value

_failed(meta, subject, fail, against) := object.union(_case(fail), {
	"rule_id": meta.id,
	"address": subject.address,
	"type": subject.type,
	"status": "fail",
	"attribute": fail.attribute,
	"message": fail.message,
}) if {
	count(against) == 0
}

_failed(meta, subject, fail, against) := _unknown(meta, subject, fail.attribute, sort(against)[0].reason) if {
	count(against) > 0
}

default _case(_) := {}

_case(fail) := {"case": fail.case}

_unknown(meta, subject, attribute, reason) := {
	"rule_id": meta.id,
	"address": subject.address,
	"type": subject.type,
	"status": "unknown",
	"attribute": attribute,
	"reason": reason,
}

# What speaks against a finding: open attributes that the rule decides on, here and on companions.
_against(_, fail, open) := {unknown |
	some unknown in open
	_touches(unknown.attribute, fail.attribute)
} if {
	fail.proven
}

_against(meta, fail, open) := ({unknown |
	some unknown in open
	not _in_another_element(unknown.attribute, fail.attribute)
} | _open_companions(meta, fail)) | _out_of_sight(fail) if {
	not fail.proven
}

_open_companions(meta, fail) := _open_elsewhere(meta, "companions") if not fail.beside

# What a finding lacks may be in these alone.
_open_companions(meta, fail) := {_reason(unknown) |
	some wanted in _elsewhere(meta, "companions")
	some other in resources.of(wanted.type)
	other.address in fail.beside
	some unknown in other.unknowns
	_decides(unknown.pattern, {"path": wanted.path, "value": true})
} if {
	fail.beside
}

# The open attributes of a subject that decide a rule.
_open(meta, subject) := {_reason(unknown) |
	some unknown in subject.unknowns
	some wanted in _wanted(meta, subject.type)
	_decides(unknown.pattern, wanted)
}

# Open attributes of other types that a list of the metadata names.
_open_elsewhere(meta, list) := {_reason(unknown) |
	some wanted in _elsewhere(meta, list)
	some other in resources.of(wanted.type)
	some unknown in other.unknowns
	_decides(unknown.pattern, {"path": wanted.path, "value": true})
}

_out_of_sight(fail) := {{"attribute": null, "reason": part.reason} |
	fail.attribute == null
	some part in object.get(input, "incomplete", [])
}

_reason(unknown) := {"attribute": unknown.attribute, "reason": unknown.reason}

# What the metadata names for a type: `attributes` by value, `presence` by being there.
_wanted(meta, type) := {wanted |
	some list, by_value in {"attributes": true, "presence": false}
	some entry in object.get(meta, list, [])
	wanted := {"path": _path_on(entry, type), "value": by_value}
}

_path_on(entry, _) := entry if not contains(entry, "::")

_path_on(entry, type) := trim_prefix(entry, concat("", [type, "."])) if startswith(entry, concat("", [type, "."]))

# Entries such as `AWS::EC2::Subnet.VpcId`, which name another resource type.
_elsewhere(meta, list) := {{"type": parts[0], "path": parts[1]} |
	some entry in object.get(meta, list, [])
	contains(entry, "::")
	dot := indexof(entry, ".")
	dot > 0
	parts := [substring(entry, 0, dot), substring(entry, dot + 1, -1)]
	not parts[0] in object.get(meta, "types", [])
}

# What is open above a path leaves open whether the path is there at all.
_decides(pattern, wanted) if _below(wanted.path, pattern)

_decides(pattern, wanted) if {
	wanted.value
	pattern == wanted.path
}

_decides(pattern, wanted) if {
	wanted.value
	_below(pattern, wanted.path)
}

_touches(one, other) if one == other

_touches(one, other) if _below(one, other)

_touches(one, other) if _below(other, one)

_below(path, above) if startswith(path, concat("", [above, "."]))

_below(path, above) if startswith(path, concat("", [above, "["]))

# Whether two paths part at an index: another element of the same list.
_in_another_element(one, other) if {
	is_string(one)
	is_string(other)
	left := split(one, "[")
	right := split(other, "[")
	some i, _ in left
	i > 0
	array.slice(left, 0, i) == array.slice(right, 0, i)
	split(left[i], "]")[0] != split(right[i], "]")[0]
}
