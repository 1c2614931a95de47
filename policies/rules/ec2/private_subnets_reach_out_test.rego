package stackgrade.rules.ec2.private_subnets_reach_out_test

import data.stackgrade.lib.testing
import data.stackgrade.rules.ec2.private_subnets_reach_out

test_fails_without_a_route if {
	testing.statuses(private_subnets_reach_out) == {"A": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"Assoc": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
		},
		{},
	)
}

test_passes_with_a_nat_gateway if {
	testing.statuses(private_subnets_reach_out) == {"A": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"Assoc": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"NatGatewayId": "nat-1",
				},
			},
		},
		{},
	)
}

test_unknown_when_the_table_of_a_route_is_open if {
	testing.statuses(private_subnets_reach_out) == {"A": "unknown"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {
				"type": "AWS::EC2::RouteTable",
				"properties": {"VpcId": testing.ref("Vpc", "Ref")},
			},
			"Assoc": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.unknown("parameter X has no default"),
					"NatGatewayId": "nat-1",
				},
			},
		},
		{},
	)
}

test_leaves_out_subnets_without_callers if {
	testing.statuses(private_subnets_reach_out) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{},
	)
}

test_fails_when_routes_lead_to_another_network_only if {
	testing.statuses(private_subnets_reach_out) == {"A": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "10.1.0.0/16",
					"VpcPeeringConnectionId": "pcx-1",
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
		},
		{},
	)
}

test_fails_in_the_main_table if {
	testing.statuses(private_subnets_reach_out) == {"A": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
		},
		{},
	)
}

test_passes_with_an_interface_endpoint_in_the_vpc if {
	testing.statuses(private_subnets_reach_out) == {"A": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
			"Endpoint": {
				"type": "AWS::EC2::VPCEndpoint",
				"properties": {"VpcId": testing.ref("Vpc", "Ref"), "VpcEndpointType": "Interface"},
			},
		},
		{},
	)
}

test_passes_with_a_gateway_endpoint_in_the_table if {
	testing.statuses(private_subnets_reach_out) == {"A": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
			"Endpoint": {
				"type": "AWS::EC2::VPCEndpoint",
				"properties": {
					"VpcId": testing.ref("Vpc", "Ref"),
					"RouteTableIds": [testing.ref("Table", "Ref")],
				},
			},
		},
		{},
	)
}

test_passes_when_a_private_gateway_gives_the_routes if {
	testing.statuses(private_subnets_reach_out) == {"A": "pass"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
			"Propagation": {
				"type": "AWS::EC2::VPNGatewayRoutePropagation",
				"properties": {"RouteTableIds": [testing.ref("Table", "Ref")]},
			},
		},
		{},
	)
}

test_leaves_out_public_subnets if {
	testing.statuses(private_subnets_reach_out) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Table": {"type": "AWS::EC2::RouteTable", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"ATable": {
				"type": "AWS::EC2::SubnetRouteTableAssociation",
				"properties": {
					"SubnetId": testing.ref("A", "Ref"),
					"RouteTableId": testing.ref("Table", "Ref"),
				},
			},
			"Gateway": {"type": "AWS::EC2::InternetGateway"},
			"Out": {
				"type": "AWS::EC2::Route",
				"properties": {
					"RouteTableId": testing.ref("Table", "Ref"),
					"DestinationCidrBlock": "0.0.0.0/0",
					"GatewayId": testing.ref("Gateway", "Ref"),
				},
			},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
		},
		{},
	)
}

test_leaves_out_the_main_table_of_another_stack if {
	testing.statuses(private_subnets_reach_out) == {} with input as testing.stack(
		{
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": "vpc-1"}},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"VpcConfig": {"SubnetIds": [testing.ref("A", "Ref")]}},
			},
		},
		{},
	)
}

test_leaves_out_functions_that_only_know_a_subnet if {
	testing.statuses(private_subnets_reach_out) == {} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
			"Fn": {
				"type": "AWS::Lambda::Function",
				"properties": {"Environment": {"Variables": {"SUBNET": testing.ref("A", "Ref")}}},
			},
		},
		{},
	)
}

# The hosts are in another stack than the network.
test_callers_of_other_stacks_count if {
	host := {
		"address": "App::Host",
		"type": "AWS::EC2::Instance",
		"properties": {"SubnetId": testing.ref("A", "Ref")},
		"unknowns": [],
		"foreign": "App",
	}
	edge := {"source": "App::Host", "attribute": "SubnetId", "target": "A", "target_attribute": "Ref"}
	testing.statuses(private_subnets_reach_out) == {"A": "fail"} with input as testing.stack(
		{
			"Vpc": {"type": "AWS::EC2::VPC", "properties": {"CidrBlock": "10.0.0.0/16"}},
			"A": {"type": "AWS::EC2::Subnet", "properties": {"VpcId": testing.ref("Vpc", "Ref")}},
		},
		{"foreign": {"resources": {"App::Host": host}, "edges": [edge]}},
	)
}

# And the other way round: the subnet is judged with the stack that it is in.
test_leaves_out_subnets_of_other_stacks if {
	subnet := {
		"address": "Network::A",
		"type": "AWS::EC2::Subnet",
		"properties": {"VpcId": testing.ref("Network::Vpc", "Ref")},
		"unknowns": [],
		"foreign": "Network",
	}
	vpc := {"address": "Network::Vpc", "type": "AWS::EC2::VPC", "properties": {}, "unknowns": [], "foreign": "Network"}
	testing.statuses(private_subnets_reach_out) == {} with input as testing.stack(
		{"Host": {"type": "AWS::EC2::Instance", "properties": {"SubnetId": testing.ref("Network::A", "Ref")}}},
		{"foreign": {"resources": {"Network::A": subnet, "Network::Vpc": vpc}, "edges": []}},
	)
}
