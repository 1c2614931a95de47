# METADATA
# title: Load balancers and endpoints take one subnet of each zone
# description: >-
#   A load balancer and an interface endpoint have one place in each availability zone. With two subnets of the same
#   zone, such as a public and a private one, they are refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
#   - https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
# custom:
#   id: FC_EC2_052
#   severity: critical
#   category: network
#   types: [AWS::EC2::VPCEndpoint, AWS::ElasticLoadBalancingV2::LoadBalancer]
#   attributes: [AWS::EC2::Subnet.AvailabilityZone, AWS::EC2::Subnet.AvailabilityZoneId]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       SubnetIds: [!Ref PrivateSubnet1, !Ref PrivateSubnet2] # of two zones
#     AWS::ElasticLoadBalancingV2::LoadBalancer: |
#       Subnets: [!Ref PublicSubnet1, !Ref PublicSubnet2] # of two zones
#     terraform: |
#       subnet_ids = [aws_subnet.private_1.id, aws_subnet.private_2.id] # of two zones
#     aws_lb: |
#       subnets = [aws_subnet.public_1.id, aws_subnet.public_2.id] # of two zones
package stackgrade.rules.ec2.one_subnet_of_each_zone

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	subnets := resource.properties[_list[resource.type]]
	is_array(subnets)
	count(subnets) > 1
}

fail contains findings.proven_at(resource, _list[resource.type], message) if {
	some resource in subject
	subnets := resource.properties[_list[resource.type]]
	some i, zone in [network.zone(resources.target(subnet)) | some subnet in _placed(subnets)]
	some other in array.slice(_placed(subnets), 0, i)
	network.zone(resources.target(other)) == zone
	message := concat(" ", [_placed(subnets)[i]["$ref"], "lies in the same zone as", other["$ref"]])
}

# Those whose zone the template tells.
_placed(subnets) := [subnet | some subnet in subnets; network.zone(resources.target(subnet))]

_list := {"AWS::EC2::VPCEndpoint": "SubnetIds", "AWS::ElasticLoadBalancingV2::LoadBalancer": "Subnets"}
