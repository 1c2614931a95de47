# METADATA
# title: Networks
# description: How the subnets, routes and security groups of a stack hang together.
package stackgrade.lib.network

import data.stackgrade.lib.resources

# METADATA
# title: The subnets of a VPC of this stack
subnets(vpc) := {subnet |
	some subnet in resources.of("AWS::EC2::Subnet")
	subnet.properties.VpcId["$ref"] == vpc.address
}

# METADATA
# title: The route tables that a subnet is associated with
route_tables(subnet) := {association.properties.RouteTableId["$ref"] |
	some association in resources.of("AWS::EC2::SubnetRouteTableAssociation")
	association.properties.SubnetId["$ref"] == subnet.address
}

# METADATA
# title: The routes that a subnet's traffic takes
routes(subnet) := {route |
	some table in route_tables(subnet)
	some route in resources.of("AWS::EC2::Route")
	route.properties.RouteTableId["$ref"] == table
}

# METADATA
# title: Whether a subnet has a route to an internet gateway
is_public(subnet) if {
	some route in routes(subnet)
	is_to_internet_gateway(route)
}

# METADATA
# title: Whether a route leads to an internet gateway
is_to_internet_gateway(route) if resources.target(route.properties.GatewayId).type == "AWS::EC2::InternetGateway"

is_to_internet_gateway(route) if startswith(route.properties.GatewayId, "igw-")

# METADATA
# title: Whether a subnet's traffic gets out of the VPC, whichever way
reaches_out(subnet) if {
	some route in routes(subnet)
	some hop in [
		"NatGatewayId",
		"GatewayId",
		"TransitGatewayId",
		"InstanceId",
		"NetworkInterfaceId",
		"VpcPeeringConnectionId",
		"EgressOnlyInternetGatewayId",
	]
	resources.has(route, [hop])
}

# METADATA
# title: The inbound rules of security groups, written in either place
# description: Each has the resource and path where it stands, and the rule itself.
ingress contains {"resource": group, "path": ["SecurityGroupIngress", i], "rule": rule} if {
	some group in resources.of("AWS::EC2::SecurityGroup")
	some i, rule in group.properties.SecurityGroupIngress
}

ingress contains {"resource": resource, "path": [], "rule": resource.properties} if {
	some resource in resources.of("AWS::EC2::SecurityGroupIngress")
}

# METADATA
# title: Whether a rule is for everyone on the internet
is_open_to_world(rule) if rule.CidrIp == "0.0.0.0/0"

is_open_to_world(rule) if rule.CidrIpv6 in {"::/0", "0::/0", "0:0:0:0:0:0:0:0/0"}

# METADATA
# title: Whether a rule covers a port
covers(rule, _) if rule.IpProtocol in {"-1", -1}

covers(rule, port) if {
	rule.IpProtocol in {"tcp", "6", 6, "udp", "17", 17}
	rule.FromPort <= port
	rule.ToPort >= port
}

# METADATA
# title: The ports that databases and caches listen on
database_ports := {
	1433: "SQL Server",
	1521: "Oracle",
	3306: "MySQL",
	5432: "PostgreSQL",
	5439: "Redshift",
	6379: "Redis",
	9200: "OpenSearch",
	11211: "Memcached",
	27017: "MongoDB",
}
