# METADATA
# title: A message broker in production writes logs
# description: >-
#   Why a connection was refused, a queue stopped or a node started anew is told by the logs of a broker, and by
#   nothing else that lasts.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html
# custom:
#   id: FC_MQ_003
#   severity: medium
#   category: logging
#   types: [AWS::AmazonMQ::Broker]
#   attributes: [Logs.General]
#   when: {environment: production}
#   also: [CKV_AWS_48]
#   failures: [F-001-13]
#   remediation:
#     cloudformation: |
#       Logs:
#         General: true
#     terraform: |
#       logs {
#         general = true
#       }
package stackgrade.rules.mq.logs

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(broker, "Logs.General", "the broker writes no logs") if {
	some broker in resources.own("AWS::AmazonMQ::Broker")
	object.get(broker.properties, ["Logs", "General"], false) == false
}
