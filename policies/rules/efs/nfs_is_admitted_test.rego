package stackgrade.rules.efs.nfs_is_admitted_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.efs.nfs_is_admitted

_stack(groups, more) := object.union(
	{
		"Files": {"type": "AWS::EFS::FileSystem", "properties": {}},
		"Target": {"type": "AWS::EFS::MountTarget", "properties": {"SecurityGroups": groups}},
	},
	more,
)

_own := [testing.ref("Group", "GroupId")]

_rule(port) := {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "SourceSecurityGroupId": "sg-1"}

_group(rules) := {"Group": {"type": "AWS::EC2::SecurityGroup", "properties": {"SecurityGroupIngress": rules}}}

_document(groups, more, document) := testing.stack(
	_stack(groups, more),
	document,
)

test_fails_when_no_rule_covers_the_port if {
	testing.statuses(nfs_is_admitted) == {"Target": "fail"} with input as _document(_own, _group([]), {})
	testing.statuses(nfs_is_admitted) == {"Target": "fail"} with input as _document(_own, _group([_rule(443)]), {})
}

test_passes_when_a_rule_covers_the_port if {
	testing.statuses(nfs_is_admitted) == {"Target": "pass"} with input as _document(
		_own,
		_group([_rule(443), _rule(2049)]),
		{},
	)
	testing.statuses(nfs_is_admitted) == {"Target": "pass"} with input as _document(
		_own,
		_group([{"IpProtocol": "-1", "CidrIp": "10.0.0.0/16"}]),
		{},
	)
}

test_passes_with_a_rule_outside_of_the_group if {
	rule := object.union(_rule(2049), {"GroupId": testing.ref("Group", "GroupId")})
	resources := object.union(_group([]), {"Rule": {"type": "AWS::EC2::SecurityGroupIngress", "properties": rule}})
	testing.statuses(nfs_is_admitted) == {"Target": "pass"} with input as _document(_own, resources, {})
}

test_unknown_when_a_port_or_a_group_is_open if {
	open := testing.unknown("parameter X has no default")
	testing.statuses(nfs_is_admitted) == {"Target": "unknown"} with input as _document(_own, _group([_rule(open)]), {})
	rule := object.union(_rule(2049), {"GroupId": open})
	resources := object.union(_group([]), {"Rule": {"type": "AWS::EC2::SecurityGroupIngress", "properties": rule}})
	testing.statuses(nfs_is_admitted) == {"Target": "unknown"} with input as _document(_own, resources, {})
}

test_leaves_out_groups_that_are_not_in_sight if {
	testing.statuses(nfs_is_admitted) == {} with input as _document(["sg-1"], {}, {})
	testing.statuses(nfs_is_admitted) == {} with input as _document(array.concat(_own, ["sg-1"]), _group([]), {})
	testing.statuses(nfs_is_admitted) == {} with input as _document(
		[testing.ref("Vpc", "DefaultSecurityGroup")],
		{"Vpc": {"type": "AWS::EC2::VPC"}},
		{},
	)
}

test_leaves_out_groups_that_are_exported if {
	outputs := {"outputs": {"Group": {"value": testing.ref("Group", "GroupId"), "export": "shop-group"}}}
	testing.statuses(nfs_is_admitted) == {} with input as _document(_own, _group([]), outputs)
}
