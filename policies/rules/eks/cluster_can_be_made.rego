# METADATA
# title: A cluster has subnets in two zones, and an endpoint
# description: >-
#   EKS places the control plane into two availability zones, and refuses subnets that lie in one, but for a cluster on
#   an Outpost; and it refuses a cluster that can be reached neither from the internet nor from its network.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
#   - https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
# custom:
#   id: FC_EKS_001
#   severity: critical
#   category: operations
#   types: [AWS::EKS::Cluster]
#   attributes:
#     - ResourcesVpcConfig.EndpointPrivateAccess
#     - ResourcesVpcConfig.EndpointPublicAccess
#     - ResourcesVpcConfig.SubnetIds
#     - AWS::EC2::Subnet.AvailabilityZone
#     - AWS::EC2::Subnet.AvailabilityZoneId
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       ResourcesVpcConfig:
#         SubnetIds: [!Ref PrivateSubnet1, !Ref PrivateSubnet2] # of two zones
#         EndpointPrivateAccess: true
#     terraform: |
#       vpc_config {
#         subnet_ids              = [aws_subnet.private_1.id, aws_subnet.private_2.id] # of two zones
#         endpoint_private_access = true
#       }
package stackgrade.rules.eks.cluster_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.network
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(cluster, "ResourcesVpcConfig.SubnetIds", "all of its subnets lie in one zone") if {
	some cluster in resources.own("AWS::EKS::Cluster")
	not resources.has(cluster, ["OutpostConfig"])
	subnets := cluster.properties.ResourcesVpcConfig.SubnetIds
	is_array(subnets)
	count(subnets) > 0
	every subnet in subnets {
		resources.target(subnet).type == "AWS::EC2::Subnet"
	}
	addresses := {subnet["$ref"] | some subnet in subnets}
	network.share_a_zone([resources.at(address) | some address in addresses])
}

fail contains findings.at(cluster, "ResourcesVpcConfig.EndpointPrivateAccess", "the cluster cannot be reached") if {
	some cluster in resources.own("AWS::EKS::Cluster")
	cluster.properties.ResourcesVpcConfig.EndpointPublicAccess == false
	object.get(cluster.properties, ["ResourcesVpcConfig", "EndpointPrivateAccess"], false) == false
}
