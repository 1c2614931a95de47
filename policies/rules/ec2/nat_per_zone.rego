# METADATA
# title: Each zone has a NAT gateway of its own
# description: >-
#   A NAT gateway lives in one zone. When all private subnets go through the same one, the loss of its zone
#   cuts off the others too.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
# custom:
#   id: FC_EC2_006
#   severity: medium
#   category: availability
#   types: [AWS::EC2::NatGateway]
#   attributes: [AWS::EC2::Subnet.AvailabilityZone]
#   when: {availability: multi-az}
#   failures: [F-001-05.1]
#   remediation:
#     cloudformation: |
#       NatGatewayId: !Ref NatGatewayOfThisZone
#     terraform: |
#       nat_gateway_id = aws_nat_gateway.nat[each.key].id
package stackgrade.rules.ec2.nat_per_zone

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in resources.of("AWS::EC2::NatGateway")
	count(_zones(resource)) > 0
}

fail contains findings.missing(resource, "private subnets of several zones depend on this one gateway") if {
	count(resources.of("AWS::EC2::NatGateway")) == 1
	some resource in subject
	count(_zones(resource)) > 1
}

# The zones of the subnets that go out through a gateway.
_zones(nat) := {subnet.properties.AvailabilityZone |
	some subnet in resources.of("AWS::EC2::Subnet")
	some route in network.routes(subnet)
	route.properties.NatGatewayId["$ref"] == nat.address
}
