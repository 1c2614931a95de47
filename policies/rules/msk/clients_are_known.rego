# METADATA
# title: Clients of Kafka say who they are
# description: >-
#   Without authentication whoever reaches a broker, from any machine in the network, reads and writes every
#   topic, and no policy or log tells who it was. IAM, SCRAM and TLS each say it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html
#   - https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
# custom:
#   id: FC_MSK_002
#   severity: high
#   category: access
#   types: [AWS::MSK::Cluster]
#   attributes: [ClientAuthentication.Unauthenticated.Enabled]
#   failures: [E-resource_in_public_subnet]
#   remediation:
#     cloudformation: |
#       ClientAuthentication:
#         Sasl:
#           Iam:
#             Enabled: true
#         Unauthenticated:
#           Enabled: false
#     terraform: |
#       client_authentication {
#         unauthenticated = false
#
#         sasl {
#           iam = true
#         }
#       }
package stackgrade.rules.msk.clients_are_known

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(cluster, "ClientAuthentication.Unauthenticated.Enabled", message) if {
	message := "whoever reaches a broker may read and write"
	some cluster in resources.own("AWS::MSK::Cluster")
	cluster.properties.ClientAuthentication.Unauthenticated.Enabled == true
}
