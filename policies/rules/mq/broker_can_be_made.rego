# METADATA
# title: A message broker has the settings that its engine takes
# description: >-
#   From ActiveMQ 5.18 and RabbitMQ 3.13 on a broker is upgraded automatically, which Terraform leaves off unless
#   told. ActiveMQ has a standby and RabbitMQ a cluster, one instance has one subnet and a standby two. RabbitMQ
#   begins with one user, on EBS, without an audit log. Amazon MQ refuses anything else.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/mq_broker
# custom:
#   id: FC_MQ_050
#   severity: critical
#   category: operations
#   types: [AWS::AmazonMQ::Broker]
#   attributes:
#     - AutoMinorVersionUpgrade
#     - DeploymentMode
#     - EngineType
#     - EngineVersion
#     - Logs.Audit
#     - StorageType
#   presence: [SubnetIds, Users]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       EngineType: RABBITMQ
#       AutoMinorVersionUpgrade: true
#       DeploymentMode: CLUSTER_MULTI_AZ # of ActiveMQ: ACTIVE_STANDBY_MULTI_AZ with two subnets
#     terraform: |
#       engine_type                = "RabbitMQ"
#       auto_minor_version_upgrade = true
#       deployment_mode            = "CLUSTER_MULTI_AZ" # of ActiveMQ: "ACTIVE_STANDBY_MULTI_AZ" with two subnets
package stackgrade.rules.mq.broker_can_be_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(broker, "AutoMinorVersionUpgrade", "this version is upgraded automatically, or refused") if {
	some broker in _brokers
	broker.properties.AutoMinorVersionUpgrade == false
	_is_upgraded(broker)
}

fail contains findings.at(broker, "DeploymentMode", "this mode is of the other engine") if {
	some broker in _brokers
	_mode(broker) == _mode_of_the_other[_engine(broker)]
}

fail contains findings.at(broker, "SubnetIds", message) if {
	some broker in _brokers
	wanted := _subnets[_mode(broker)]
	subnets := broker.properties.SubnetIds
	is_array(subnets)
	count(subnets) > 0
	count(subnets) != wanted
	message := concat(" ", ["this mode takes", format_int(wanted, 10), "of them, and not", format_int(count(subnets), 10)])
}

fail contains findings.at(broker, "StorageType", "RabbitMQ has no storage but EBS") if {
	some broker in _brokers
	_engine(broker) == "RABBITMQ"
	upper(broker.properties.StorageType) == "EFS"
}

fail contains findings.at(broker, "Logs.Audit", "RabbitMQ has no audit log") if {
	some broker in _brokers
	_engine(broker) == "RABBITMQ"
	broker.properties.Logs.Audit == true
}

fail contains findings.at(broker, "Users", "RabbitMQ begins with one user, who makes the others") if {
	some broker in _brokers
	_engine(broker) == "RABBITMQ"
	count(broker.properties.Users) > 1
}

_brokers := resources.own("AWS::AmazonMQ::Broker")

_engine(broker) := upper(broker.properties.EngineType)

_mode(broker) := upper(broker.properties.DeploymentMode)

# Without a version the newest is taken.
_is_upgraded(broker) if not resources.has(broker, ["EngineVersion"])

_is_upgraded(broker) if regex.match(_upgraded[_engine(broker)], broker.properties.EngineVersion)

_upgraded := {
	"ACTIVEMQ": `^(5\.(1[89]|[2-9][0-9])|[6-9]\.)`,
	"RABBITMQ": `^(3\.1[3-9]|[4-9]\.)`,
}

_mode_of_the_other := {"ACTIVEMQ": "CLUSTER_MULTI_AZ", "RABBITMQ": "ACTIVE_STANDBY_MULTI_AZ"}

_subnets := {"ACTIVE_STANDBY_MULTI_AZ": 2, "SINGLE_INSTANCE": 1}
