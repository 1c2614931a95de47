package stackgrade.rules.stack.nothing_unused_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.stack.nothing_unused

_service_role := {"AssumeRolePolicyDocument": {"Statement": [{"Principal": {"Service": "lambda.amazonaws.com"}}]}}

_it(type, properties) := {"It": {"type": type, "properties": properties}}

_group := _it("AWS::Logs::LogGroup", {"LogGroupName": "WorkerLog"})

test_fails_when_nothing_refers_to_it if {
	every type in nothing_unused.metadata.custom.types {
		testing.statuses(nothing_unused) == {"It": "fail"} with input as testing.stack(_it(type, _service_role), {})
	}
}

test_fails_when_only_what_belongs_to_it_does if {
	every resources in [
		{
			"It": {"type": "AWS::EFS::FileSystem"},
			"Target": {"type": "AWS::EFS::MountTarget", "properties": {"FileSystemId": testing.ref("It", "Ref")}},
		},
		{
			"It": {"type": "AWS::EC2::NetworkAcl"},
			"Entry": {"type": "AWS::EC2::NetworkAclEntry", "properties": {"NetworkAclId": testing.ref("It", "Ref")}},
		},
		{
			"It": {"type": "AWS::KMS::Key"},
			"Alias": {"type": "AWS::KMS::Alias", "properties": {
				"AliasName": "alias/it",
				"TargetKeyId": testing.ref("It", "Arn"),
			}},
		},
		{
			"It": {"type": "AWS::EC2::SecurityGroup"},
			"Rule": {"type": "AWS::EC2::SecurityGroupIngress", "properties": {"GroupId": testing.ref("It", "GroupId")}},
		},
		{
			"It": {"type": "AWS::IAM::Role", "properties": _service_role},
			"Policy": {"type": "AWS::IAM::Policy", "properties": {"Roles": [testing.ref("It", "Ref")]}},
		},
	] {
		testing.statuses(nothing_unused) == {"It": "fail"} with input as testing.stack(resources, {})
	}
}

test_passes_when_something_refers_to_it if {
	every other in [
		{"type": "AWS::Lambda::Function", "properties": {"LoggingConfig": {"LogGroup": testing.ref("It", "Ref")}}},
		{"type": "AWS::EC2::Instance", "properties": {"UserData": "log_group = WorkerLog"}},
		{"type": "AWS::Lambda::Function", "depends_on": ["It"]},
		{"type": "AWS::Lambda::Function", "raw": {"LogGroup": {"Fn::If": ["Logged", {"Ref": "It"}, "other"]}}},
	] {
		testing.statuses(nothing_unused) == {"It": "pass"} with input as testing.stack(
			object.union(_group, {"Other": other}),
			{"metadata": {"conditions": ["Logged"]}},
		)
	}
}

test_passes_when_it_is_output if {
	testing.statuses(nothing_unused) == {"It": "pass"} with input as testing.stack(
		_group,
		{"outputs": {"Logs": {"value": testing.ref("It", "Arn")}}},
	)
}

test_passes_when_a_group_is_let_in_or_a_key_is_used_by_its_alias if {
	every resources in [
		{
			"It": {"type": "AWS::EC2::SecurityGroup"},
			"Rule": {"type": "AWS::EC2::SecurityGroupIngress", "properties": {
				"GroupId": "sg-1",
				"SourceSecurityGroupId": testing.ref("It", "GroupId"),
			}},
		},
		{
			"It": {"type": "AWS::KMS::Key"},
			"Alias": {"type": "AWS::KMS::Alias", "properties": {
				"AliasName": "alias/it",
				"TargetKeyId": testing.ref("It", "Arn"),
			}},
			"Queue": {"type": "AWS::SQS::Queue", "properties": {"KmsMasterKeyId": "alias/it"}},
		},
	] {
		testing.statuses(nothing_unused) == {"It": "pass"} with input as testing.stack(resources, {})
	}
}

test_unknown_while_a_part_is_out_of_sight if {
	testing.statuses(nothing_unused) == {"It": "unknown"} with input as testing.stack(
		_group,
		{"incomplete": [{"address": "Nested", "reason": "it is in another bucket"}]},
	)
}

test_leaves_out_what_a_network_has_anyway if {
	testing.statuses(nothing_unused) == {} with input as testing.stack(
		{"It": {"type": "AWS::EC2::NetworkAcl", "source_type": "aws_default_network_acl"}},
		{},
	)
}

test_leaves_out_what_is_for_others if {
	every resources in [
		_it("AWS::IAM::Role", {"AssumeRolePolicyDocument": {"Statement": [{"Principal": {"AWS": "*"}}]}}),
		_it("AWS::Logs::LogGroup", {"LogGroupName": "/aws/lambda/orders"}),
		_it("AWS::IAM::ManagedPolicy", {"Roles": ["operators"]}),
		_it("AWS::SecretsManager::Secret", {"Name": "partner/token"}),
	] {
		testing.statuses(nothing_unused) == {} with input as testing.stack(resources, {})
	}
}

test_a_mount_target_uses_its_group if {
	verdicts := testing.statuses(nothing_unused) with input as testing.stack(
		{
			"Group": {"type": "AWS::EC2::SecurityGroup"},
			"Files": {"type": "AWS::EFS::FileSystem"},
			"Target": {
				"type": "AWS::EFS::MountTarget",
				"properties": {
					"FileSystemId": testing.ref("Files", "Ref"),
					"SecurityGroups": [testing.ref("Group", "GroupId")],
				},
			},
		},
		{},
	)
	verdicts == {"Files": "fail", "Group": "pass"}
}

test_leaves_out_what_terraform_takes_over_in_order_to_close_it if {
	testing.statuses(nothing_unused) == {} with input as testing.stack(
		{"aws_default_security_group.default": {
			"type": "AWS::EC2::SecurityGroup",
			"source_type": "aws_default_security_group",
		}},
		{"format": "terraform"},
	)
}

test_passes_when_terraform_mentions_it if {
	testing.statuses(nothing_unused) == {"It": "pass"} with input as testing.stack(
		{"It": {"type": "AWS::SecretsManager::Secret", "properties": {}}},
		{"format": "terraform", "terraform": {"mentioned": ["It"]}},
	)
}
