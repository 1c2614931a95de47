package stackgrade.rules.efs.name_tag_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.name_tag

_with_suffix := {"parameters": {"EnvironmentSuffix": {"type": "String", "default": "dev"}}}

_files(name, parameters) := {"Files": {
	"type": "AWS::EFS::FileSystem",
	"properties": {"FileSystemTags": [{"Key": "Name", "Value": name}]},
	"attributes": {"FileSystemTags[0].Value": {"parameters": parameters}},
}}

test_fails_without_a_name if {
	testing.statuses(name_tag) == {"Files": "fail"} with input as testing.stack(
		{"Files": {"type": "AWS::EFS::FileSystem", "properties": {}}},
		{},
	)
	testing.statuses(name_tag) == {"Files": "fail"} with input as testing.stack(
		{"Files": {
			"type": "AWS::EFS::FileSystem",
			"properties": {"FileSystemTags": [{"Key": "Owner", "Value": "shop"}]},
		}},
		{},
	)
}

test_fails_when_the_name_lacks_the_suffix if {
	testing.statuses(name_tag) == {"Files": "fail"} with input as testing.stack(_files("shop-files", []), _with_suffix)
}

test_passes_with_a_name if {
	testing.statuses(name_tag) == {"Files": "pass"} with input as testing.stack(_files("shop-files", []), {})
	testing.statuses(name_tag) == {"Files": "pass"} with input as testing.stack(
		_files("shop-files-dev", ["EnvironmentSuffix"]),
		_with_suffix,
	)
	testing.statuses(name_tag) == {"Files": "pass"} with input as testing.stack(
		_files("${AWS::StackName}-files", []),
		_with_suffix,
	)
}

test_passes_with_a_name_that_every_resource_gets if {
	testing.statuses(name_tag) == {"Files": "pass"} with input as testing.stack(
		{"Files": {"type": "AWS::EFS::FileSystem", "tags": {"Name": "shop"}}},
		{},
	)
}

test_unknown_when_a_key_is_open if {
	testing.statuses(name_tag) == {"Files": "unknown"} with input as testing.stack(
		{"Files": {
			"type": "AWS::EFS::FileSystem",
			"properties": {"FileSystemTags": [{"Key": testing.unknown("a parameter"), "Value": "shop"}]},
		}},
		{},
	)
}
