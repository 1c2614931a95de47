package stackgrade.rules.elasticloadbalancing.balancer_waits_for_gateway_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.elasticloadbalancing.balancer_waits_for_gateway

_network := {
	"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
	"Subnet": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
	"Gateway": {"type": "AWS::EC2::InternetGateway", "properties": {}},
	"Attachment": {"type": "AWS::EC2::VPCGatewayAttachment", "properties": {
		"VpcId": testing.ref("Vpc", "Ref"),
		"InternetGatewayId": testing.ref("Gateway", "Ref"),
	}},
}

_stack(properties, more) := testing.stack(
	object.union(_network, {"It": object.union(
		{
			"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
			"properties": object.union({"Subnets": [testing.ref("Subnet", "Ref")]}, properties),
		},
		more,
	)}),
	{},
)

test_fails_when_nothing_orders_them if {
	every properties in [{}, {"Scheme": "internet-facing", "Type": "network"}] {
		testing.statuses(balancer_waits_for_gateway) == {"It": "fail"} with input as _stack(properties, {})
	}
}

test_passes_when_it_waits if {
	stack := _stack({}, {"depends_on": ["Attachment"]})
	testing.statuses(balancer_waits_for_gateway) == {"It": "pass"} with input as stack
}

test_leaves_out_what_is_not_on_the_internet if {
	every properties in [{"Scheme": "internal"}, {"Type": "gateway"}, {"Subnets": ["subnet-1"]}] {
		testing.statuses(balancer_waits_for_gateway) == {} with input as _stack(properties, {})
	}
}

test_unknown_when_a_parameter_decides if {
	stack := _stack({"Scheme": testing.unknown("parameter Scheme has no default")}, {})
	testing.statuses(balancer_waits_for_gateway) == {"It": "unknown"} with input as stack
}

test_fix_for_a_gateway_in_another_module if {
	found := testing.verdicts(balancer_waits_for_gateway) with input as _modules
	{[verdict.address, verdict.status, object.get(verdict, "case", "none")] | some verdict in found} == {
		["aws_lb.it", "fail", "module"],
		["module.network.aws_lb.it", "fail", "none"],
	}
}

_modules := testing.stack(
	{
		"module.network.aws_vpc.it": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
		"module.network.aws_subnet.it": {
			"type": "AWS::EC2::Subnet",
			"properties": {"VpcId": testing.ref("module.network.aws_vpc.it", "Ref")},
		},
		"module.network.aws_internet_gateway.it": {
			"type": "AWS::EC2::VPCGatewayAttachment",
			"properties": {
				"VpcId": testing.ref("module.network.aws_vpc.it", "Ref"),
				"InternetGatewayId": testing.ref("module.network.aws_internet_gateway.it", "Ref"),
			},
		},
		"aws_lb.it": _balancer,
		"module.network.aws_lb.it": _balancer,
	},
	{"format": "terraform"},
)

_balancer := {
	"type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
	"properties": {"Subnets": [testing.ref("module.network.aws_subnet.it", "Ref")]},
}
