# METADATA
# title: Names are as short as their service wants them
# description: >-
#   A name that is put together from a prefix, an environment and a suffix soon has more characters than the service
#   takes. The plan does not tell; the deployment does. Counted is what stands in the configuration, whatever is filled
#   in, and the 26 characters that the provider puts behind a prefix.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
#   - https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
#   - https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
# custom:
#   id: FC_NAMING_052
#   severity: critical
#   category: naming
#   languages: [terraform]
#   types:
#     - AWS::EKS::Cluster
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::Events::Rule
#     - AWS::IAM::Group
#     - AWS::IAM::InstanceProfile
#     - AWS::IAM::ManagedPolicy
#     - AWS::IAM::Role
#     - AWS::IAM::User
#     - AWS::Kinesis::Stream
#     - AWS::KinesisFirehose::DeliveryStream
#     - AWS::Lambda::Function
#     - AWS::OpenSearchService::Domain
#     - AWS::RDS::DBCluster
#     - AWS::RDS::DBInstance
#     - AWS::SQS::Queue
#     - AWS::Scheduler::Schedule
#     - AWS::StepFunctions::StateMachine
#   failures: [E-name_length_exceeded]
#   remediation:
#     terraform: |
#       name = "orders-${var.environment}" # shorter parts
package stackgrade.rules.naming.names_are_short_enough

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own_any(metadata.custom.types)
	is_string(_name(resource))
	not startswith(_name(resource), "arn:") # Lambda takes that for a name, too, and counts its end
}

fail contains findings.at(resource, names.properties[resource.type], message) if {
	some resource in subject
	length := count(concat("", values.said(_name(resource)))) + _added(resource)
	length > _most[resource.type]
	message := concat("", [
		"the name has ",
		format_int(length, 10),
		" characters, and ",
		format_int(_most[resource.type], 10),
		" are the most",
	])
}

_name(resource) := names.physical(resource)

_name(resource) := resource.raw.name_prefix if not names.physical(resource)

_added(resource) := 0 if names.physical(resource)

_added(resource) := 26 if not names.physical(resource)

_most := {
	"AWS::EKS::Cluster": 100,
	"AWS::ElastiCache::ReplicationGroup": 40,
	"AWS::Events::Rule": 64,
	"AWS::IAM::Group": 128,
	"AWS::IAM::InstanceProfile": 128,
	"AWS::IAM::ManagedPolicy": 128,
	"AWS::IAM::Role": 64,
	"AWS::IAM::User": 64,
	"AWS::Kinesis::Stream": 128,
	"AWS::KinesisFirehose::DeliveryStream": 64,
	"AWS::Lambda::Function": 64,
	"AWS::OpenSearchService::Domain": 28,
	"AWS::RDS::DBCluster": 63,
	"AWS::RDS::DBInstance": 63,
	"AWS::SQS::Queue": 80,
	"AWS::Scheduler::Schedule": 64,
	"AWS::StepFunctions::StateMachine": 80,
}
