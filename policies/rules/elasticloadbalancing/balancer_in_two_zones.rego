# METADATA
# title: An application load balancer lies in two zones
# description: >-
#   An application load balancer needs subnets of at least two availability zones; with less AWS refuses it. One in a
#   Local Zone or on an Outpost may lie there alone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
#   - https://docs.aws.amazon.com/local-zones/latest/ug/available-local-zones.html
# custom:
#   id: FC_ELB_005
#   severity: critical
#   category: availability
#   types: [AWS::ElasticLoadBalancingV2::LoadBalancer]
#   attributes: [Type, Subnets, "SubnetMappings[].SubnetId", AWS::EC2::Subnet.AvailabilityZone]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Subnets: [!Ref PublicSubnet1, !Ref PublicSubnet2] # of two zones
#     terraform: |
#       subnets = [aws_subnet.public_1.id, aws_subnet.public_2.id] # of two zones
package stackgrade.rules.elasticloadbalancing.balancer_in_two_zones

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Of subnets of other stacks the zones are not in sight.
subject[balancer.address] := balancer if {
	some balancer in resources.own("AWS::ElasticLoadBalancingV2::LoadBalancer")
	object.get(balancer.properties, "Type", "application") == "application"
	count(_subnets(balancer)) > 0
	every subnet in _subnets(balancer) {
		resources.target(subnet).type == "AWS::EC2::Subnet"
		not network.is_at_the_edge(resources.target(subnet))
	}
}

fail contains findings.at(balancer, "Subnets", "all of its subnets lie in one zone") if {
	some balancer in subject
	addresses := {subnet["$ref"] | some subnet in _subnets(balancer)}
	network.share_a_zone([resources.at(address) | some address in addresses])
}

_subnets(balancer) := array.concat(
	object.get(balancer.properties, "Subnets", []),
	[mapping.SubnetId | some mapping in balancer.properties.SubnetMappings],
)
