package stackgrade.rules.ec2.regulated_database_from_security_group_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.regulated_database_from_security_group

_regulated := {"profile": object.union(testing.production, {"compliance": ["pci-dss"]})}

_group(rule) := testing.stack(
	{"Db": {"type": "AWS::EC2::SecurityGroup", "properties": {"SecurityGroupIngress": [rule]}}},
	_regulated,
)

_from(source) := _group(object.union({"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}, source))

test_fails_for_a_range if {
	every range in ["10.0.0.0/16", "10.0.1.0/24", testing.ref("Vpc", "CidrBlock")] {
		testing.statuses(regulated_database_from_security_group) == {"Db": "fail"} with input as _from({"CidrIp": range})
	}
}

test_passes_for_a_group if {
	testing.statuses(regulated_database_from_security_group) == {"Db": "pass"} with input as _from({
		"SourceSecurityGroupId": testing.ref("App", "GroupId"),
	})
}

test_passes_for_what_other_rules_say if {
	testing.statuses(regulated_database_from_security_group) == {"Db": "pass"} with input as _from({"CidrIp": "0.0.0.0/0"})
}

test_passes_for_what_is_open_on_all_ports if {
	testing.statuses(regulated_database_from_security_group) == {"Db": "pass"} with input as _group({
		"IpProtocol": "-1",
		"FromPort": 0,
		"ToPort": 0,
		"CidrIp": "10.0.0.0/16",
	})
}

test_unknown_when_the_port_is_open if {
	testing.statuses(regulated_database_from_security_group) == {"Db": "unknown"} with input as _group({
		"IpProtocol": "tcp",
		"FromPort": testing.unknown("open"),
		"ToPort": testing.unknown("open"),
		"CidrIp": "10.0.0.0/16",
	})
}

test_leaves_out_stacks_without_a_regime if {
	testing.statuses(regulated_database_from_security_group) == {} with input as object.union(
		_from({"CidrIp": "10.0.0.0/16"}),
		{"profile": testing.production},
	)
}
