# METADATA
# title: A thrifty stack in one zone has one NAT gateway
# description: >-
#   Each gateway is billed by the hour and takes one of the few Elastic IPs of the account. Where an interruption is
#   acceptable, all private subnets can share one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-pricing.html
# custom:
#   id: FC_EC2_035
#   severity: low
#   category: cost
#   types: [AWS::EC2::NatGateway]
#   attributes: [SubnetId]
#   when: {availability: single-az, cost_conscious: true}
#   failures: [E-excess_nat_gateways]
#   remediation:
#     cloudformation: |
#       NatGatewayId: !Ref NatGateway # in the routes of all private subnets
#     terraform: |
#       nat_gateway_id = aws_nat_gateway.main.id # in the routes of all private subnets
package stackgrade.rules.ec2.one_nat_is_enough

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(nat, "SubnetId", "the VPC has a gateway already") if {
	some nat in resources.own("AWS::EC2::NatGateway")
	some other in resources.own("AWS::EC2::NatGateway")
	other.address < nat.address
	_vpc(other) == _vpc(nat)
}

_vpc(nat) := resources.target(nat.properties.SubnetId).properties.VpcId
