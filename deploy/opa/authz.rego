# METADATA
# title: Who may ask a server what
# description: >-
#   Clients may ask for verdicts and for nothing else; whoever administers the server may do everything. Both are known
#   by their bearer tokens, which the server has in its environment: STACKGRADE_CLIENT_TOKEN and STACKGRADE_ADMIN_TOKEN.
#   One that is not set, or empty, lets nobody in. For `opa run --authentication=token --authorization=basic`.
package system.authz

# METADATA
# title: Whether a request is let through
default allow := false

# Health says nothing about anybody.
allow if {
	input.method == "GET"
	input.path == ["health"]
}

allow if {
	_is("STACKGRADE_CLIENT_TOKEN")
	input.method == _methods[concat("/", input.path)]
	every name, _ in input.params {
		name in {"pretty", "provenance"}
	}
}

allow if _is("STACKGRADE_ADMIN_TOKEN")

_methods := {
	"v1/data/stackgrade/report": "POST",
	"v1/data/stackgrade/gate": "POST",
	"v1/data/stackgrade/revision": "GET",
}

_is(name) if {
	token := opa.runtime().env[name]
	token != ""
	input.identity == token
}
