package stackgrade.rules.efs.security_group_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.security_group

_resources(properties) := {
	"Default": {"type": "AWS::EC2::SecurityGroup", "source_type": "aws_default_security_group"},
	"Group": {"type": "AWS::EC2::SecurityGroup", "source_type": "aws_security_group"},
	"Target": {"type": "AWS::EFS::MountTarget", "properties": properties},
}

_found(verdicts) := {[verdict.status, object.get(verdict, "attribute", "")] | some verdict in verdicts}

test_fails_without_a_group if {
	_found(testing.verdicts(security_group)) == {["fail", "SecurityGroups"]} with input as testing.stack(
		_resources({}),
		{},
	)
	_found(testing.verdicts(security_group)) == {["fail", "SecurityGroups"]} with input as testing.stack(
		_resources({"SecurityGroups": []}),
		{},
	)
}

test_fails_with_the_default_group if {
	_found(testing.verdicts(security_group)) == {["fail", "SecurityGroups[1]"]} with input as testing.stack(
		_resources({"SecurityGroups": ["sg-1", testing.ref("Vpc", "DefaultSecurityGroup")]}),
		{},
	)
	_found(testing.verdicts(security_group)) == {["fail", "SecurityGroups[0]"]} with input as testing.stack(
		_resources({"SecurityGroups": [testing.ref("Default", "Ref")]}),
		{},
	)
}

test_passes_with_a_group_of_its_own if {
	_found(testing.verdicts(security_group)) == {["pass", ""]} with input as testing.stack(
		_resources({"SecurityGroups": [testing.ref("Group", "GroupId")]}),
		{},
	)
	_found(testing.verdicts(security_group)) == {["pass", ""]} with input as testing.stack(
		_resources({"SecurityGroups": [testing.unknown("parameter Group has no default")]}),
		{},
	)
	_found(testing.verdicts(security_group)) == {["pass", ""]} with input as testing.stack(
		_resources({"SecurityGroups": testing.unknown("parameter Groups has no default")}),
		{},
	)
}
