# METADATA
# title: Networks
# description: How the subnets, routes and security groups of a stack hang together.
package stackgrade.lib.network

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: What tells whether two values name the same resource
# description: The address, for references by `Ref` and by an attribute alike; other values as they are.
identity(value) := value["$ref"]

identity(value) := value if not value["$ref"]

# METADATA
# title: The subnets of a VPC of this stack
subnets(vpc) := [subnet |
	some subnet in resources.of("AWS::EC2::Subnet")
	subnet.properties.VpcId["$ref"] == vpc.address
]

# METADATA
# title: The route tables that a subnet is associated with
# description: By address. A subnet without any takes its VPC's main table, which only Terraform can give routes.
route_tables(subnet) := _tables[subnet.address]

route_tables(subnet) := main_tables(object.get(subnet.properties, ["VpcId", "$ref"], "")) if {
	not _tables[subnet.address]
}

# METADATA
# title: What stands for the main route table of a VPC
# description: >-
#   By address: the table that was made the main one, the default one that Terraform took over, and the VPC itself where
#   routes name its table as `main_route_table_id` or `default_route_table_id`.
main_tables(vpc) := object.get(_main_tables, vpc, set())

# METADATA
# title: The routes that a subnet's traffic takes
routes(subnet) := [route |
	some table in route_tables(subnet)
	some route in _routes[table]
]

# METADATA
# title: Whether the stack decides which routes a subnet has
# description: Not when its table, or the VPC whose main table it takes, is of another stack or the account's own.
decides_routes(subnet) if {
	count(_associations(subnet)) > 0
	every association in _associations(subnet) {
		resources.target(association.properties.RouteTableId).type == "AWS::EC2::RouteTable"
	}
}

decides_routes(subnet) if {
	count(_associations(subnet)) == 0
	vpc := resources.target(subnet.properties.VpcId)
	vpc.type == "AWS::EC2::VPC"
	vpc.source_type != "aws_default_vpc" # whose main table leads to the internet
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
# title: What stands for the attachments of internet gateways to the network of a subnet
# description: By address. Terraform's internet gateway can be its own attachment; to wait for it is to wait for both.
gateway_attachments(subnet) := {address |
	some attachment in resources.of("AWS::EC2::VPCGatewayAttachment")
	identity(attachment.properties.VpcId) == identity(subnet.properties.VpcId)
	resources.has(attachment, ["InternetGatewayId"])
	some address in attaching(attachment)
}

# METADATA
# title: What stands for an attachment
attaching(attachment) := {attachment.address, object.get(attachment, "source_address", attachment.address)}

# METADATA
# title: Whether a route takes whatever has no route of its own
is_default(route) if route.properties.DestinationCidrBlock == "0.0.0.0/0"

is_default(route) if _is_everything(route.properties.DestinationIpv6CidrBlock)

# METADATA
# title: Whether a NAT gateway serves one zone, and not the whole region
is_zonal(nat) if object.get(nat.properties, "AvailabilityMode", "zonal") == "zonal"

# METADATA
# title: The zone of a subnet
# description: A name, or a token such as `${AWS::AvailabilityZones.0}`; undefined when it is open or left to AWS.
zone(subnet) := subnet.properties.AvailabilityZone if is_string(subnet.properties.AvailabilityZone)

zone(subnet) := subnet.properties.AvailabilityZoneId if {
	not resources.has(subnet, ["AvailabilityZone"])
	is_string(subnet.properties.AvailabilityZoneId)
}

# METADATA
# title: Whether all of some subnets lie in one zone
# description: As far as the template tells. Where it states no zone AWS chooses one, and may choose different ones.
share_a_zone(subnets) if count(subnets) == 1

share_a_zone(subnets) if {
	count(subnets) > 1
	every subnet in subnets {
		_states_zone(subnet)
	}
	count({zone(subnet) | some subnet in subnets}) < 2
}

# METADATA
# title: Whether a subnet is in a Local Zone or on an Outpost, where there is no second zone
is_at_the_edge(subnet) if resources.has(subnet, ["OutpostArn"])

# The name of a Local Zone goes on after that of its region: us-west-2-lax-1a.
is_at_the_edge(subnet) if regex.match(`-\d-\w+-`, subnet.properties.AvailabilityZone)

# METADATA
# title: The inbound rules of security groups, written in either place
# description: Each has the resource and path where it stands, and the rule itself.
ingress := _opened("SecurityGroupIngress")

# METADATA
# title: The outbound rules of security groups, written in either place
# description: As `ingress`.
egress := _opened("SecurityGroupEgress")

# METADATA
# title: The inbound rules that admit the whole internet
# description: As `ingress`, with the path of the range.
ingress_from_anywhere := [{"resource": inbound.resource, "path": path, "rule": inbound.rule} |
	some inbound in ingress
	some source in ["CidrIp", "CidrIpv6"]
	_is_everything(inbound.rule[source])
	path := array.concat(inbound.path, [source])
]

# METADATA
# title: The security groups, and rules outside of them, as far as they concern some ports
# description: What is open in a rule for other ports does not count among their unknowns.
concerning(ports) := [object.union(resource, {"unknowns": open}) |
	some resource in resources.of_any(["AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"])
	beside := {findings.path(inbound.path) |
		some inbound in ingress
		inbound.resource.address == resource.address
		not _may_cover(inbound.rule, ports)
	}
	open := [unknown |
		some unknown in resource.unknowns
		not _is_in_one(unknown.attribute, beside)
	]
]

# METADATA
# title: Whether a rule is for everyone on the internet
is_open_to_world(rule) if _is_everything(rule.CidrIp)

is_open_to_world(rule) if _is_everything(rule.CidrIpv6)

# METADATA
# title: Whether a rule is for all protocols, and so for all ports
covers_everything(rule) if _protocol(rule) == "-1"

# METADATA
# title: Whether a rule covers a port
covers(rule, _) if covers_everything(rule)

covers(rule, port) if {
	_protocol(rule) in {"tcp", "6", "udp", "17"}
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
	8182: "Neptune",
	9042: "Cassandra",
	9200: "OpenSearch",
	11211: "Memcached",
	27017: "MongoDB",
}

# However the address before it is spelled.
_is_everything(range) if endswith(range, "/0")

_associations(subnet) := [association |
	some association in resources.of("AWS::EC2::SubnetRouteTableAssociation")
	association.properties.SubnetId["$ref"] == subnet.address
]

_tables[subnet] contains table if {
	some association in resources.of("AWS::EC2::SubnetRouteTableAssociation")
	subnet := association.properties.SubnetId["$ref"]
	table := association.properties.RouteTableId["$ref"]
}

_main_tables[vpc] contains table if {
	some association in resources.of("aws_main_route_table_association")
	vpc := association.properties.VpcId["$ref"]
	table := association.properties.RouteTableId["$ref"]
}

_main_tables[vpc] contains table.address if {
	some table in resources.of("AWS::EC2::RouteTable")
	vpc := table.raw.default_route_table_id["$ref"]
}

_main_tables[vpc] contains vpc if {
	some vpc, _ in _routes
	resources.at(vpc).type == "AWS::EC2::VPC"
}

_routes[table][route.address] := route if {
	some route in resources.of("AWS::EC2::Route")
	table := route.properties.RouteTableId["$ref"]
}

_opened(kind) := array.concat(
	[{"resource": group, "path": [kind, i], "rule": rule} |
		some group in resources.of("AWS::EC2::SecurityGroup")
		some i, rule in group.properties[kind]
	],
	[{"resource": resource, "path": [], "rule": resource.properties} |
		some resource in resources.of(concat("", ["AWS::EC2::", kind]))
	],
)

_states_zone(subnet) if resources.has(subnet, ["AvailabilityZone"])

_states_zone(subnet) if resources.has(subnet, ["AvailabilityZoneId"])

_is_in_one(attribute, places) if {
	some place in places
	startswith(attribute, place)
}

_may_cover(rule, ports) if {
	some port in ports
	covers(rule, port)
}

_may_cover(rule, _) if values.is_unknown(rule)

_may_cover(rule, _) if values.is_unknown(rule.FromPort)

_may_cover(rule, _) if values.is_unknown(rule.IpProtocol)

_protocol(rule) := lower(rule.IpProtocol) if is_string(rule.IpProtocol)

_protocol(rule) := format_int(rule.IpProtocol, 10) if is_number(rule.IpProtocol)
