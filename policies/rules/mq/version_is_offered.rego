# METADATA
# title: The version of a message broker can be created
# description: >-
#   Amazon MQ makes no brokers of versions that are out of service, and takes the versions that are left without a
#   third number, which it chooses itself. Brokers that are there already go on, and are upgraded.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/activemq-version-management.html
#   - https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-version-management.html
# custom:
#   id: FC_MQ_004
#   severity: high
#   category: operations
#   types: [AWS::AmazonMQ::Broker]
#   attributes: [EngineType, EngineVersion]
#   failures: [E-invalid_or_outdated_engine_version]
#   remediation:
#     cloudformation: |
#       EngineType: RABBITMQ
#       EngineVersion: "4.2" # of ActiveMQ: "5.19"
#     terraform: |
#       engine_type    = "RabbitMQ"
#       engine_version = "4.2" # of ActiveMQ: "5.19"
package stackgrade.rules.mq.version_is_offered

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[broker.address] := broker if {
	some broker in resources.own("AWS::AmazonMQ::Broker")
	resources.has(broker, ["EngineVersion"])
}

fail contains findings.at(broker, "EngineVersion", "this version is out of service (as of 2026-11)") if {
	some broker in subject
	_is_out_of_service(broker)
}

fail contains findings.at(broker, "EngineVersion", "a version that is offered has two numbers (as of 2026-11)") if {
	some broker in subject
	not _is_out_of_service(broker)
	regex.match(`^[0-9]+\.[0-9]+\.`, broker.properties.EngineVersion)
}

_is_out_of_service(broker) if {
	regex.match(_out_of_service[upper(broker.properties.EngineType)], broker.properties.EngineVersion)
}

# Whatever is older than ActiveMQ 5.18 and RabbitMQ 3.13.
_out_of_service := {
	"ACTIVEMQ": `^5\.([0-9]|1[0-7])(\.|$)`,
	"RABBITMQ": `^3\.([0-9]|1[0-2])(\.|$)`,
}
