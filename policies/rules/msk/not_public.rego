# METADATA
# title: Brokers of Kafka are not reachable from the internet
# description: >-
#   A broker with a public address can be attacked by anyone. MSK does not even make such a cluster: it can be
#   opened only once it is there, so that the first deployment of the template fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html
# custom:
#   id: FC_MSK_003
#   severity: high
#   category: network
#   types: [AWS::MSK::Cluster]
#   attributes: [BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type]
#   failures: [E-resource_in_public_subnet]
#   remediation:
#     cloudformation: |
#       BrokerNodeGroupInfo:
#         ConnectivityInfo:
#           PublicAccess:
#             Type: DISABLED
#     terraform: |
#       # in broker_node_group_info
#       connectivity_info {
#         public_access {
#           type = "DISABLED"
#         }
#       }
package stackgrade.rules.msk.not_public

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(cluster, path, "the brokers have public addresses") if {
	path := "BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type"
	some cluster in resources.own("AWS::MSK::Cluster")
	cluster.properties.BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type == "SERVICE_PROVIDED_EIPS"
}
