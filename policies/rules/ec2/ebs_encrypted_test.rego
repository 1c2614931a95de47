package stackgrade.rules.ec2.ebs_encrypted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.ebs_encrypted

test_fails_when_not_encrypted if {
	expected := {"Volume": "fail", "Instance": "fail", "Template": "fail", "Old": "fail"}
	testing.statuses(ebs_encrypted) == expected with input as testing.stack(
		{
			"Volume": {"type": "AWS::EC2::Volume", "properties": {"Size": 100}},
			"Instance": {
				"type": "AWS::EC2::Instance",
				"properties": {"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 20}}]},
			},
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {
					"LaunchTemplateData": {"BlockDeviceMappings": [{"Ebs": {"Encrypted": false}}]},
				},
			},
			"Old": {
				"type": "AWS::AutoScaling::LaunchConfiguration",
				"properties": {"BlockDeviceMappings": [{"Ebs": {}}]},
			},
		},
		{},
	)
}

test_passes_where_the_account_encrypts_each_volume if {
	every enabled, status in {true: "pass", false: "fail"} {
		testing.statuses(ebs_encrypted) == {"Volume": status} with input as testing.stack(
			{
				"Volume": {"type": "AWS::EC2::Volume", "properties": {"Size": 100}},
				"Default": {"type": "aws_ebs_encryption_by_default", "properties": {"Enabled": enabled}},
			},
			{},
		)
	}
}

test_passes_when_encrypted if {
	expected := {"Volume": "pass", "Instance": "pass", "Template": "pass"}
	testing.statuses(ebs_encrypted) == expected with input as testing.stack(
		{
			"Volume": {"type": "AWS::EC2::Volume", "properties": {"Encrypted": true}},
			"Instance": {
				"type": "AWS::EC2::Instance",
				"properties": {
					"BlockDeviceMappings": [{"Ebs": {"Encrypted": true}}, {"VirtualName": "ephemeral0"}],
				},
			},
			"Template": {
				"type": "AWS::EC2::LaunchTemplate",
				"properties": {"LaunchTemplateData": {"BlockDeviceMappings": [{"Ebs": {"Encrypted": true}}]}},
			},
		},
		{},
	)
}

test_names_the_volume if {
	attributes := {verdict.attribute | some verdict in testing.verdicts(ebs_encrypted)} with input as testing.stack(
		{
			"It": {
				"type": "AWS::EC2::Instance",
				"properties": {
					"BlockDeviceMappings": [{"Ebs": {"Encrypted": true}}, {"Ebs": {"Encrypted": false}}],
				},
			},
		},
		{},
	)
	attributes == {"BlockDeviceMappings[1].Ebs.Encrypted"}
}

test_unknown_when_open if {
	testing.statuses(ebs_encrypted) == {"Volume": "unknown", "Instance": "unknown"} with input as testing.stack(
		{
			"Volume": {
				"type": "AWS::EC2::Volume",
				"properties": {"Encrypted": testing.unknown("parameter X has no default")},
			},
			"Instance": {
				"type": "AWS::EC2::Instance",
				"properties": {
					"BlockDeviceMappings": [
						{"Ebs": {"Encrypted": testing.unknown("parameter X has no default")}},
					],
				},
			},
		},
		{},
	)
}

test_leaves_out_copies_and_what_has_no_volume if {
	testing.statuses(ebs_encrypted) == {} with input as testing.stack(
		{
			"Volume": {"type": "AWS::EC2::Volume", "properties": {"SnapshotId": "snap-1"}},
			"Instance": {
				"type": "AWS::EC2::Instance",
				"properties": {"BlockDeviceMappings": [{"Ebs": {"SnapshotId": "snap-1"}}, {"NoDevice": {}}]},
			},
			"Other": {"type": "AWS::EC2::Instance", "properties": {}},
		},
		{},
	)
}
