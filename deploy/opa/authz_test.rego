package system.authz_test

import data.system.authz

_runtime := {"env": {"STACKGRADE_CLIENT_TOKEN": "client", "STACKGRADE_ADMIN_TOKEN": "admin"}}

_request(identity, method, path, params) := {
	"identity": identity,
	"method": method,
	"path": split(path, "/"),
	"params": params,
}

test_clients_ask_for_verdicts if {
	every request in [
		_request("client", "POST", "v1/data/stackgrade/report", {}),
		_request("client", "POST", "v1/data/stackgrade/gate", {"pretty": ["true"]}),
		_request("client", "GET", "v1/data/stackgrade/revision", {"provenance": ["true"]}),
	] {
		authz.allow with input as request with opa.runtime as _runtime
	}
}

test_clients_do_nothing_else if {
	every question in [
		["GET", "v1/policies"],
		["PUT", "v1/policies/mine"],
		["PUT", "v1/data/stackgrade"],
		["PATCH", "v1/data/stackgrade/report"],
		["DELETE", "v1/data/stackgrade/report"],
		["POST", "v1/data"],
		["POST", "v1/data/stackgrade"],
		["POST", "v1/data/stackgrade/report/verdicts"],
		["POST", "v1/data/system/log/mask"],
		["POST", "v1/query"],
		["POST", "v1/compile"],
		["POST", ""],
		["GET", "v1/config"],
		["GET", "metrics"],
	] {
		request := _request("client", question[0], question[1], {})
		not authz.allow with input as request with opa.runtime as _runtime
	}
}

test_clients_have_nothing_explained if {
	request := _request("client", "POST", "v1/data/stackgrade/report", {"explain": ["full"]})
	not authz.allow with input as request with opa.runtime as _runtime
}

test_nobody_else_asks if {
	every identity in ["other", ""] {
		request := _request(identity, "POST", "v1/data/stackgrade/report", {})
		not authz.allow with input as request with opa.runtime as _runtime
	}
}

test_who_says_nothing_of_himself_does_not_ask if {
	request := object.remove(_request("", "POST", "v1/data/stackgrade/report", {}), ["identity"])
	not authz.allow with input as request with opa.runtime as _runtime
}

test_a_token_that_is_not_set_lets_nobody_in if {
	request := _request("", "GET", "v1/policies", {})
	not authz.allow with input as request with opa.runtime as {"env": {"STACKGRADE_ADMIN_TOKEN": ""}}
	not authz.allow with input as request with opa.runtime as {"env": {}}
}

test_administrators_do_everything if {
	authz.allow with input as _request("admin", "PUT", "v1/policies/mine", {}) with opa.runtime as _runtime
}

test_health_is_for_everybody if {
	authz.allow with input as _request("", "GET", "health", {}) with opa.runtime as _runtime
}
