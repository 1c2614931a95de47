package stackgrade.rules.stack.arns_where_wanted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.arns_where_wanted

_key := {"Key": {"type": "AWS::KMS::Key"}}

_group(key) := object.union(_key, {"Group": {"type": "AWS::Logs::LogGroup", "properties": {"KmsKeyId": key}}})

_vault(more) := {"Vault": object.union(
	{"type": "AWS::Backup::BackupVault", "properties": {"EncryptionKeyArn": "alias/aws/backup"}},
	more,
)}

test_fails_with_the_id_of_a_key if {
	testing.statuses(arns_where_wanted) == {"Group": "fail"} with input as testing.stack(
		_group(testing.ref("Key", "Ref")),
		{},
	)
}

test_fails_with_a_text_that_begins_with_a_name if {
	testing.statuses(arns_where_wanted) == {"Permission": "fail"} with input as testing.stack(
		{
			"Api": {"type": "AWS::ApiGateway::RestApi"},
			"Permission": {"type": "AWS::Lambda::Permission", "properties": {"SourceArn": "${Api}/*/GET/orders"}},
		},
		{},
	)
}

test_fails_with_a_text_that_is_none if {
	testing.statuses(arns_where_wanted) == {"Vault": "fail"} with input as testing.stack(_vault({}), {})
}

test_leaves_texts_to_who_gives_them_and_to_the_schema if {
	every more in [
		{"attributes": {"EncryptionKeyArn": {"parameters": ["Key"]}}},
		{"faults": [{"kind": "pattern", "attribute": "EncryptionKeyArn", "message": "no"}]},
	] {
		testing.statuses(arns_where_wanted) == {"Vault": "pass"} with input as testing.stack(_vault(more), {})
	}
}

test_fails_in_an_element_of_a_list if {
	testing.verdicts(arns_where_wanted) == [{
		"rule_id": "FC_STACK_050",
		"address": "Rule",
		"type": "AWS::Events::Rule",
		"status": "fail",
		"attribute": "Targets[0].Arn",
		"message": "an ARN is wanted here, and the address of a queue is given",
	}] with input as testing.stack(
		{
			"Queue": {"type": "AWS::SQS::Queue"},
			"Rule": {"type": "AWS::Events::Rule", "properties": {"Targets": [{"Arn": testing.ref("Queue", "Ref")}]}},
		},
		{},
	)
}

test_passes_with_an_arn if {
	testing.statuses(arns_where_wanted) == {"Group": "pass"} with input as testing.stack(
		_group(testing.ref("Key", "Arn")),
		{},
	)
	testing.statuses(arns_where_wanted) == {"Group": "pass"} with input as testing.stack(
		_group("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}"),
		{},
	)
}

test_passes_when_the_reference_is_an_arn if {
	testing.statuses(arns_where_wanted) == {"Alarm": "pass"} with input as testing.stack(
		{
			"Topic": {"type": "AWS::SNS::Topic"},
			"Alarm": {"type": "AWS::CloudWatch::Alarm", "properties": {"AlarmActions": [testing.ref("Topic", "Ref")]}},
		},
		{},
	)
}

test_unknown_when_a_parameter_decides if {
	testing.statuses(arns_where_wanted) == {"Group": "unknown"} with input as testing.stack(
		_group(testing.unknown("parameter Key has no default")),
		{},
	)
}

test_leaves_out_what_names_no_arn if {
	testing.statuses(arns_where_wanted) == {} with input as testing.stack({"Group": {"type": "AWS::Logs::LogGroup"}}, {})
}
