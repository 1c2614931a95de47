package stackgrade.rules.credentials.no_access_key_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.credentials.no_access_key

_stack(text) := testing.stack(
	{"Server": {
		"type": "AWS::EC2::Instance",
		"properties": {"UserData": text, "Tags": [{"Key": "Name", "Value": "server"}]},
	}},
	{},
)

test_fails_with_a_credential if {
	every text in [
		"export AWS_ACCESS_KEY_ID=AKIA********",
		"AKIAIOSFODNN7EXAMPLE",
		"AK********",
		"aws_secret_access_key = ab********",
		concat("", ["AWS_SECRET_ACCESS_KEY=", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"]),
		"-----BEGIN RSA PRIVATE KEY-----********",
		"mongodb://app:se********@db.example.com/orders",
		"rediss://:se********@cache.example.com:6379",
		"git clone https://build:hunter2@git.example.com/shop.git",
		concat("_", ["sk_live", "0123456789abcdef0123"]),
		concat("_", ["ghp", "0123456789abcdef0123456789abcdef0123"]),
	] {
		testing.statuses(no_access_key) == {"Server": "fail"} with input as _stack(text)
	}
}

test_leaves_the_default_of_a_secret_parameter_to_its_rule if {
	every name, status in {"DbPassword": "pass", "Host": "fail"} {
		testing.statuses(no_access_key) == {"Link": status} with input as testing.stack(
			{"Link": {
				"type": "AWS::DMS::Endpoint",
				"properties": {"Uri": "amqps://app:ch********@mq"},
				"attributes": {"Uri": {"parameters": [name]}},
			}},
			{"parameters": {name: {"default": "ch********"}}},
		)
	}
}

test_passes_without if {
	every text in [
		"aws s3 cp s3://shop/app.zip . && yum install -y nginx",
		"AKIA* keys are refused",
		"mysql://app:${DbPassword}@db",
		"mysql://app:{{resolve:secretsmanager:db:SecretString:password}}@db",
		"f'postgres://{user}:{password}@{host}'",
		"http://169.254.169.254:80/latest",
		"-----BEGIN CERTIFICATE-----",
		"aws_secret_access_key = ${Key}",
	] {
		testing.statuses(no_access_key) == {"Server": "pass"} with input as _stack(text)
	}
}

test_says_where if {
	verdicts := testing.verdicts(no_access_key) with input as testing.stack(
		{"Pipeline": {
			"type": "AWS::CodePipeline::Pipeline",
			"properties": {"Stages": [{"Actions": [{"Configuration": {"Key": "AKIA********"}}]}]},
		}},
		{},
	)
	{verdict.attribute | some verdict in verdicts} == {"Stages[0].Actions[0].Configuration.Key"}
}

test_what_is_open_is_no_credential if {
	testing.statuses(no_access_key) == {"Server": "pass"} with input as _stack(testing.unknown("a parameter"))
}
