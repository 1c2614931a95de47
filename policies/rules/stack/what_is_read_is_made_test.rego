package stackgrade.rules.stack.what_is_read_is_made_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.what_is_read_is_made

_stack(text, more) := testing.stack(
	object.union(
		{"Db": {"type": "AWS::RDS::DBInstance", "properties": {"MasterUserPassword": text}}},
		more,
	),
	{"profile": testing.disposable},
)

_secret(name) := {"Secret": {"type": "AWS::SecretsManager::Secret", "properties": {"Name": name}}}

_parameter(name) := {"Parameter": {"type": "AWS::SSM::Parameter", "properties": {"Name": name}}}

test_fails_for_what_is_not_made if {
	every stack in [
		_stack("{{resolve:secretsmanager:shop/db:SecretString:password}}", {}),
		_stack("{{resolve:secretsmanager:shop/db:SecretString:password}}", _secret("shop/cache")),
		_stack("{{resolve:ssm-secure:/shop/db/password:1}}", _secret("/shop/db/password")),
		_stack("user {{resolve:ssm:/shop/db/user}}", {}),
	] {
		testing.statuses(what_is_read_is_made) == {"Db": "fail"} with input as stack
	}
}

test_passes_for_what_is_made if {
	every stack in [
		_stack("{{resolve:secretsmanager:shop-${AWS::Region}:SecretString:password}}", _secret("shop-${AWS::Region}")),
		_stack("{{resolve:ssm:/shop/db/user:1}}", _parameter("/shop/db/user")),
	] {
		testing.statuses(what_is_read_is_made) == {"Db": "pass"} with input as stack
	}
}

test_leaves_out_what_is_referred_to_or_public if {
	every text in [
		"{{resolve:secretsmanager:${Secret}:SecretString:password}}",
		"{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-a1b2c3}}",
		"{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}",
	] {
		testing.statuses(what_is_read_is_made) == {} with input as _stack(text, {})
	}
}

test_unknown_when_a_parameter_decides if {
	stack := _stack("{{resolve:secretsmanager:shop/db}}", _secret(testing.unknown("parameter Name has no default")))
	testing.statuses(what_is_read_is_made) == {"Db": "unknown"} with input as stack
}

_terraform(text, made) := object.union(_stack(text, made), {"format": "terraform", "terraform": {"lookups": _lookups}})

_lookups := {"data.aws_secretsmanager_secret.db": {
	"type": "aws_secretsmanager_secret",
	"arguments": {"name": "shop/db"},
	"parameters": [],
	"waits": false,
}}

test_fails_for_what_a_data_source_reads if {
	every stack in [
		_terraform("{{resolve:secretsmanager:shop/db:SecretString}}", {}),
		_terraform("{{resolve:secretsmanager:shop-${var.stage}/db:SecretString}}", {}),
		_terraform("{{resolve:secretsmanager:${data.aws_secretsmanager_secret.db.id}:SecretString}}", {}),
		_terraform("{{resolve:ssm:/shop/url}}", _secret("/shop/url")),
	] {
		testing.statuses(what_is_read_is_made) == {"Db": "fail"} with input as stack
	}
}

test_passes_for_what_may_be_the_one_that_is_made if {
	every stack in [
		_terraform("{{resolve:secretsmanager:shop-${var.stage}/db:SecretString}}", _secret("shop-dev/db")),
		_terraform("{{resolve:secretsmanager:${data.aws_secretsmanager_secret.db.id}:SecretString}}", _secret("shop/db")),
	] {
		testing.statuses(what_is_read_is_made) == {"Db": "pass"} with input as stack
	}
}

test_leaves_out_what_a_data_source_finds_through_another_thing if {
	every text in [
		"{{resolve:secretsmanager:${aws_secretsmanager_secret.db}:SecretString}}",
		"{{resolve:secretsmanager:${var.secret}:SecretString}}",
		"{{resolve:secretsmanager:${data.aws_secretsmanager_secret.other.id}:SecretString}}",
	] {
		testing.statuses(what_is_read_is_made) == {} with input as _terraform(text, {})
	}
}
