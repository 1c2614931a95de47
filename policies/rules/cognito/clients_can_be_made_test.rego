package stackgrade.rules.cognito.clients_can_be_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.cognito.clients_can_be_made

_client(properties) := testing.stack(
	{"Client": {"type": "AWS::Cognito::UserPoolClient", "properties": properties}},
	{},
)

_pool(properties) := testing.stack({"Pool": {"type": "AWS::Cognito::UserPool", "properties": properties}}, {})

test_fails_for_a_client_that_cannot_be_made if {
	every properties in [
		{"AllowedOAuthFlows": ["code", "client_credentials"], "GenerateSecret": true},
		{"AllowedOAuthFlows": ["client_credentials"]},
		{"CallbackURLs": ["https://shop.io/in"], "DefaultRedirectURI": "https://shop.io/out"},
		{"CallbackURLs": ["http://shop.io/in"]},
		{"CallbackURLs": ["http://localhost.shop.io/in"]},
	] {
		testing.statuses(clients_can_be_made) == {"Client": "fail"} with input as _client(properties)
	}
}

test_passes_for_others if {
	every properties in [
		{"AllowedOAuthFlows": ["code", "implicit"]},
		{"AllowedOAuthFlows": ["client_credentials"], "GenerateSecret": true},
		{"CallbackURLs": ["https://shop.io/in"], "DefaultRedirectURI": "https://shop.io/in"},
		{"CallbackURLs": ["http://localhost:3000", "http://127.0.0.1/", "myapp://in", "http://${Host}"]},
	] {
		testing.statuses(clients_can_be_made) == {"Client": "pass"} with input as _client(properties)
	}
}

test_unknown_when_a_parameter_decides if {
	open := testing.unknown("parameter Secret has no default")
	testing.statuses(clients_can_be_made) == {"Client": "unknown"} with input as _client({
		"AllowedOAuthFlows": ["client_credentials"],
		"GenerateSecret": open,
	})
}

test_users_sign_in_in_one_way if {
	testing.statuses(clients_can_be_made) == {"Pool": "fail"} with input as _pool({
		"AliasAttributes": ["email"],
		"UsernameAttributes": ["email"],
	})
	testing.statuses(clients_can_be_made) == {"Pool": "pass"} with input as _pool({
		"AliasAttributes": [],
		"UsernameAttributes": ["email"],
	})
}
