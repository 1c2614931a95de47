package stackgrade.rules.secretsmanager.asked_for_keys_it_has_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.secretsmanager.asked_for_keys_it_has

_stack(generated, key, more) := testing.stack(
	object.union(
		{
			"Secret": {
				"type": "AWS::SecretsManager::Secret",
				"properties": {"GenerateSecretString": generated},
			},
			"Db": {
				"type": "AWS::RDS::DBInstance",
				"properties": {"MasterUsername": concat("", [
					"{{resolve:secretsmanager:${Secret}:SecretString:",
					key,
					"}}",
				])},
			},
		},
		more,
	),
	{},
)

_generated := {"SecretStringTemplate": `{"username": "shop_owner"}`, "GenerateStringKey": "password"}

test_fails_for_a_key_that_is_not_there if {
	found := testing.verdicts(asked_for_keys_it_has) with input as _stack(_generated, "user", {})
	{[verdict.status, verdict.message] | some verdict in found} == {[
		"fail",
		"it is asked for `user`, which it does not have",
	]}
}

test_fails_where_the_secret_string_is_left_to_the_default if {
	document := _stack(_generated, "user", {})
	stack := json.patch(document, [{
		"op": "replace",
		"path": "/resources/Db/properties/MasterUsername",
		"value": "{{resolve:secretsmanager:${Secret}::user}}",
	}])
	testing.statuses(asked_for_keys_it_has) == {"Secret": "fail"} with input as stack
}

test_fails_without_a_template if {
	stack := _stack({"GenerateStringKey": "password"}, "username", {})
	testing.statuses(asked_for_keys_it_has) == {"Secret": "fail"} with input as stack
}

test_passes_for_what_is_in_the_template_and_what_is_generated if {
	testing.statuses(asked_for_keys_it_has) == {"Secret": "pass"} with input as _stack(_generated, "username", {})
	testing.statuses(asked_for_keys_it_has) == {"Secret": "pass"} with input as _stack(_generated, "password", {})
}

test_passes_for_what_an_attachment_adds if {
	stack := _stack(_generated, "host", {"Attachment": {
		"type": "AWS::SecretsManager::SecretTargetAttachment",
		"properties": {"SecretId": testing.ref("Secret", "Ref")},
	}})
	testing.statuses(asked_for_keys_it_has) == {"Secret": "pass"} with input as stack
}

test_unknown_when_the_template_is_open if {
	stack := _stack(
		{"SecretStringTemplate": testing.unknown("parameter X has no default"), "GenerateStringKey": "password"},
		"username",
		{},
	)
	testing.statuses(asked_for_keys_it_has) == {"Secret": "unknown"} with input as stack
}

test_leaves_out_secrets_that_nobody_asks if {
	stack := testing.stack(
		{"Secret": {"type": "AWS::SecretsManager::Secret", "properties": {"GenerateSecretString": _generated}}},
		{},
	)
	testing.statuses(asked_for_keys_it_has) == {} with input as stack
}
