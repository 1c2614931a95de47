# METADATA
# title: What decision logs leave out
# description: >-
#   An auditor wants to know which stack was judged by which rules, under which profile, with which verdicts. The
#   template's own values are no part of that, and some are secret: of the input only what names the stack is kept, and
#   of other questions about the ruleset nothing.
package system.log

# METADATA
# title: The parts of an event that are removed
# description: Each is an operation as OPA's decision log plugin wants it. Decisions of other policies are left alone.
mask contains {"op": "remove", "path": concat("/", ["/input", _escaped(member)])} if {
	_is_ours
	is_object(input.input)
	some member in object.keys(input.input)
	not member in {"schema_version", "format", "name", "path", "profile", "location", "types", "fail_on"}
}

mask contains {"op": "remove", "path": "/input"} if {
	_is_ours
	not is_object(input.input)
}

mask contains {"op": "remove", "path": "/result"} if {
	_is_ours
	not _is_decision
}

# What asks for everything asks for ours as well; a query of its own says what it asks for.
_is_ours if _path == ""

_is_ours if startswith(concat("", [_path, "/"]), "stackgrade/")

_is_ours if startswith(concat("", [_path, "/"]), "system/")

_is_ours if contains(input.query, "stackgrade")

_is_decision if _path in {"stackgrade/report", "stackgrade/gate", "stackgrade/revision"}

_path := trim(input.path, "/")

# https://www.rfc-editor.org/rfc/rfc6901#section-3
_escaped(member) := replace(replace(member, "~", "~0"), "/", "~1")
