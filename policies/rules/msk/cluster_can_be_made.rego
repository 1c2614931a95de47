# METADATA
# title: A cluster of Kafka has brokers for its subnets, and encryption for its clients
# description: >-
#   MSK spreads brokers evenly over two or three subnets of different zones: their number is a multiple of that of
#   the subnets. Clients that sign in need encryption, to the brokers and among them. MSK refuses anything else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html
#   - https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/msk_cluster
# custom:
#   id: FC_MSK_050
#   severity: critical
#   category: operations
#   types: [AWS::MSK::Cluster]
#   attributes:
#     - BrokerNodeGroupInfo.ClientSubnets
#     - ClientAuthentication.Sasl.Iam.Enabled
#     - ClientAuthentication.Sasl.Scram.Enabled
#     - EncryptionInfo.EncryptionInTransit.ClientBroker
#     - EncryptionInfo.EncryptionInTransit.InCluster
#     - NumberOfBrokerNodes
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       NumberOfBrokerNodes: 3
#       BrokerNodeGroupInfo:
#         ClientSubnets: [!Ref PrivateSubnet1, !Ref PrivateSubnet2, !Ref PrivateSubnet3]
#     terraform: |
#       number_of_broker_nodes = 3
#
#       broker_node_group_info {
#         client_subnets = [aws_subnet.private_1.id, aws_subnet.private_2.id, aws_subnet.private_3.id]
#       }
package stackgrade.rules.msk.cluster_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(cluster, "NumberOfBrokerNodes", message) if {
	some cluster in _clusters
	subnets := count(_subnets(cluster))
	subnets in {2, 3}
	values.number(cluster.properties.NumberOfBrokerNodes) % subnets != 0
	message := concat("", ["the brokers cannot be spread evenly over ", format_int(subnets, 10), " subnets"])
}

fail contains findings.at(cluster, "BrokerNodeGroupInfo.ClientSubnets", "a cluster has two or three subnets") if {
	some cluster in _clusters
	not count(_subnets(cluster)) in {2, 3}
}

fail contains findings.at(cluster, path, "clients that sign in need this encryption") if {
	some cluster in _clusters
	some way in ["Iam", "Scram"]
	cluster.properties.ClientAuthentication.Sasl[way].Enabled == true
	some setting, open in {"ClientBroker": "PLAINTEXT", "InCluster": false}
	cluster.properties.EncryptionInfo.EncryptionInTransit[setting] == open
	path := ["EncryptionInfo", "EncryptionInTransit", setting]
}

_clusters := resources.own("AWS::MSK::Cluster")

_subnets(cluster) := subnets if {
	subnets := cluster.properties.BrokerNodeGroupInfo.ClientSubnets
	is_array(subnets)
	every subnet in subnets {
		not values.is_unknown(subnet)
	}
}
