# METADATA
# title: Traffic of Kafka is encrypted
# description: >-
#   Whatever crosses the network in the clear, between clients and brokers or from one broker to another, is read
#   by whoever gets at the wire. `TLS_PLAINTEXT` takes both, and keeps nobody from the wrong one.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
#   - https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html
# custom:
#   id: FC_MSK_001
#   severity: high
#   category: encryption
#   types: [AWS::MSK::Cluster]
#   attributes:
#     - EncryptionInfo.EncryptionInTransit.ClientBroker
#     - EncryptionInfo.EncryptionInTransit.InCluster
#   failures: [F-001-02]
#   remediation:
#     cloudformation: |
#       EncryptionInfo:
#         EncryptionInTransit:
#           ClientBroker: TLS
#           InCluster: true
#     terraform: |
#       encryption_info {
#         encryption_in_transit {
#           client_broker = "TLS"
#           in_cluster    = true
#         }
#       }
package stackgrade.rules.msk.encrypted_in_transit

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What is not written is left to MSK, whose pages do not agree on it.
fail contains findings.proven_at(cluster, "EncryptionInfo.EncryptionInTransit.ClientBroker", message) if {
	message := "clients may talk to the brokers in the clear"
	some cluster in resources.own("AWS::MSK::Cluster")
	cluster.properties.EncryptionInfo.EncryptionInTransit.ClientBroker in {"PLAINTEXT", "TLS_PLAINTEXT"}
}

fail contains findings.proven_at(cluster, "EncryptionInfo.EncryptionInTransit.InCluster", message) if {
	message := "brokers talk to each other in the clear"
	some cluster in resources.own("AWS::MSK::Cluster")
	cluster.properties.EncryptionInfo.EncryptionInTransit.InCluster == false
}
