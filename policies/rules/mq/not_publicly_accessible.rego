# METADATA
# title: A message broker is not reachable from the internet
# description: >-
#   A broker with a public address can be attacked by anyone; the password of a user is then the only lock, of its
#   console as well. Applications reach it through the network that they share with it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html
# custom:
#   id: FC_MQ_001
#   severity: critical
#   category: network
#   types: [AWS::AmazonMQ::Broker]
#   attributes: [PubliclyAccessible]
#   failures: [E-resource_in_public_subnet]
#   remediation:
#     cloudformation: |
#       PubliclyAccessible: false
#     terraform: |
#       publicly_accessible = false
package stackgrade.rules.mq.not_publicly_accessible

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(broker, "PubliclyAccessible", "the broker has a public address") if {
	some broker in resources.own("AWS::AmazonMQ::Broker")
	broker.properties.PubliclyAccessible == true
}
