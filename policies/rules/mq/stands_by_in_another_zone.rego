# METADATA
# title: A message broker goes on when its zone fails
# description: >-
#   A broker of one instance is gone with its zone, and each maintenance takes it away: until it is back nobody
#   can send or receive. ActiveMQ has a standby in a second zone, RabbitMQ a cluster over three.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-broker-architecture.html
#   - https://docs.aws.amazon.com/config/latest/developerguide/mq-rabbit-deployment-mode.html
# custom:
#   id: FC_MQ_002
#   severity: high
#   category: availability
#   types: [AWS::AmazonMQ::Broker]
#   attributes: [DeploymentMode]
#   when: {availability: multi-az}
#   failures: [E-rds_not_multi_az]
#   remediation:
#     cloudformation: |
#       DeploymentMode: CLUSTER_MULTI_AZ # of ActiveMQ: ACTIVE_STANDBY_MULTI_AZ
#     terraform: |
#       deployment_mode = "CLUSTER_MULTI_AZ" # of ActiveMQ: "ACTIVE_STANDBY_MULTI_AZ"
package stackgrade.rules.mq.stands_by_in_another_zone

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(broker, "DeploymentMode", "the broker is a single instance") if {
	some broker in resources.own("AWS::AmazonMQ::Broker")
	upper(broker.properties.DeploymentMode) == "SINGLE_INSTANCE"
}
