package stackgrade.rules.ec2.one_nat_is_enough_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.one_nat_is_enough

_thrifty := {"profile": object.union(testing.production, {"availability": "single-az", "cost_conscious": true})}

_nat(subnet) := {"type": "AWS::EC2::NatGateway", "properties": {"SubnetId": subnet}}

_subnets := {
	"One": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
	"Two": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
	"Elsewhere": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Other", "Ref")}},
}

_stack(nats, more) := testing.stack(object.union(_subnets, nats), more)

_two := {"NatA": _nat(testing.ref("One", "Ref")), "NatB": _nat(testing.ref("Two", "Ref"))}

test_fails_for_each_beyond_the_first if {
	testing.statuses(one_nat_is_enough) == {"NatA": "pass", "NatB": "fail"} with input as _stack(_two, _thrifty)
}

test_passes_for_one_in_each_network if {
	nats := {"NatA": _nat(testing.ref("One", "Ref")), "NatB": _nat(testing.ref("Elsewhere", "Ref"))}
	testing.statuses(one_nat_is_enough) == {"NatA": "pass", "NatB": "pass"} with input as _stack(nats, _thrifty)
}

test_unknown_when_the_subnet_is_open if {
	nats := {"Nat": _nat(testing.unknown("parameter Subnet has no default"))}
	testing.statuses(one_nat_is_enough) == {"Nat": "unknown"} with input as _stack(nats, _thrifty)
}

test_does_not_apply_elsewhere if {
	testing.statuses(one_nat_is_enough) == {} with input as _stack(_two, {})
}
