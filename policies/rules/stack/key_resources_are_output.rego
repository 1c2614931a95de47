# METADATA
# title: Outputs tell of the main resources
# description: >-
#   What tests, applications and other stacks connect to (a database's endpoint, a function's ARN, the network) has to
#   be looked up by hand when no output gives it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
# custom:
#   id: FC_STACK_002
#   severity: low
#   category: interface
#   types:
#     - AWS::ApiGateway::ApiKey
#     - AWS::ApiGateway::RestApi
#     - AWS::ApiGatewayV2::Api
#     - AWS::AppSync::GraphQLApi
#     - AWS::CloudFront::Distribution
#     - AWS::Cognito::UserPool
#     - AWS::DocDB::DBCluster
#     - AWS::DynamoDB::GlobalTable
#     - AWS::DynamoDB::Table
#     - AWS::EC2::Subnet
#     - AWS::EC2::VPC
#     - AWS::ECS::Cluster
#     - AWS::EFS::FileSystem
#     - AWS::EKS::Cluster
#     - AWS::ElastiCache::CacheCluster
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::ElastiCache::ServerlessCache
#     - AWS::ElasticLoadBalancing::LoadBalancer
#     - AWS::ElasticLoadBalancingV2::LoadBalancer
#     - AWS::KMS::Key
#     - AWS::Kinesis::Stream
#     - AWS::Lambda::Function
#     - AWS::Neptune::DBCluster
#     - AWS::RDS::DBCluster
#     - AWS::RDS::DBInstance
#     - AWS::Redshift::Cluster
#     - AWS::S3::Bucket
#     - AWS::SNS::Topic
#     - AWS::SQS::Queue
#     - AWS::SecretsManager::Secret
#     - AWS::StepFunctions::StateMachine
#   failures:
#     - F-000-11
#     - F-001-15
#     - F-001-15.1
#     - F-001-15.2
#     - F-001-15.3
#     - F-001-15.4
#     - F-001-15.5
#     - F-001-15.6
#     - F-003-07.1
#     - E-missing_outputs
#   remediation:
#     cloudformation: |
#       # what others need of it: an address, a name, an ARN
#       Outputs:
#         OrdersTable:
#           Description: Where orders are kept
#           Value: !Ref Orders
#     terraform: |
#       # what others need of it: an address, a name, an ARN
#       output "orders_table" {
#         description = "Where orders are kept"
#         value       = aws_dynamodb_table.orders.name
#       }
package stackgrade.rules.stack.key_resources_are_output

import data.stackgrade.lib.findings
import data.stackgrade.lib.outputs
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# One resource speaks for all of its kind: one that is output, else the first. A stack without any outputs is for
# another rule.
subject contains _speaker(kind) if {
	count(input.outputs) > 0
	some kind, _ in _addresses
}

fail contains findings.missing(_speaker(kind), concat(" ", ["no output tells of the", kind])) if {
	some kind, _ in _addresses
	count(_told[kind]) == 0
}

_speaker(kind) := input.resources[min(_told[kind])]

_speaker(kind) := input.resources[min(_addresses[kind])] if count(_told[kind]) == 0

_told[kind] := {address | some address in addresses; _is_told(input.resources[address])} if {
	some kind, addresses in _addresses
}

_is_told(resource) if outputs.tell_of(resource)

# What runs in a cluster is what people look for in it.
_is_told(resource) if {
	some service in resources.referrers(resource.address, "AWS::ECS::Service")
	outputs.tell_of(service)
}

# Whoever has the address of the stage or of the function calls what is behind it.
_is_told(resource) if {
	some door in resources.edges_to(resource.address)
	some attribute in _doors[resources.at(door.source).type]
	outputs.give(resources.at(door.source), attribute)
}

_doors := {
	"AWS::ApiGateway::Deployment": {"InvokeUrl"},
	"AWS::ApiGateway::Stage": {"InvokeUrl"},
	"AWS::ApiGatewayV2::Stage": {"InvokeUrl"},
	"AWS::Lambda::Url": {"FunctionUrl"},
}

_addresses[kind] contains address if {
	some kind, types in _kinds
	some type in types
	some address in input.types[type]
	not _is_internal(input.resources[address])
}

# Nobody outside connects to what the stack calls by itself, nor to where it puts its logs, the artifacts of its
# pipelines and what failed.
_is_internal(resource) if {
	resource.type == "AWS::Lambda::Function"
	some edge in resources.edges_to(resource.address)
	_calls(resources.at(edge.source).type)
}

_is_internal(resource) if {
	resource.type == "AWS::SQS::Queue"
	some edge in resources.edges_to(resource.address)
	regex.match(`DeadLetter|OnFailure|RedrivePolicy`, edge.attribute)
}

_is_internal(resource) if {
	resource.type == "AWS::S3::Bucket"
	some edge in resources.edges_to(resource.address)
	regex.match(
		`^(AWS::CloudTrail::Trail|AWS::Config::DeliveryChannel|AWS::ElasticLoadBalancing(V2)?::LoadBalancer)$`,
		resources.at(edge.source).type,
	)
}

_is_internal(resource) if {
	resource.type == "AWS::S3::Bucket"
	some edge in resources.edges_to(resource.address)
	regex.match(`^(LoggingConfiguration|ArtifactStores?)[.\[]`, edge.attribute)
}

# Alarms send to it by themselves.
_is_internal(resource) if {
	resource.type == "AWS::SNS::Topic"
	some edge in resources.edges_to(resource.address)
	regex.match(`^(AlarmActions|OKActions|InsufficientDataActions)`, edge.attribute)
}

_calls(type) if startswith(type, "Custom::")

_calls(type) if type in {
	"AWS::ApiGateway::Authorizer",
	"AWS::ApiGatewayV2::Authorizer",
	"AWS::AppSync::DataSource",
	"AWS::CloudFormation::CustomResource",
	"AWS::Lambda::EventSourceMapping",
	"AWS::Lambda::Permission",
	"AWS::SecretsManager::RotationSchedule",
	"AWS::StepFunctions::StateMachine",
}

_kinds := {
	"API": {"AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::AppSync::GraphQLApi"},
	"API key": {"AWS::ApiGateway::ApiKey"},
	"bucket": {"AWS::S3::Bucket"},
	"cache": {"AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::ServerlessCache"},
	"container cluster": {"AWS::ECS::Cluster", "AWS::EKS::Cluster"},
	"data warehouse": {"AWS::Redshift::Cluster"},
	"database": {"AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance"},
	"distribution": {"AWS::CloudFront::Distribution"},
	"file system": {"AWS::EFS::FileSystem"},
	"function": {"AWS::Lambda::Function"},
	"key": {"AWS::KMS::Key"},
	"load balancer": {"AWS::ElasticLoadBalancing::LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"},
	"network": {"AWS::EC2::Subnet", "AWS::EC2::VPC"},
	"queue": {"AWS::SQS::Queue"},
	"secret": {"AWS::SecretsManager::Secret"},
	"state machine": {"AWS::StepFunctions::StateMachine"},
	"stream": {"AWS::Kinesis::Stream"},
	"table": {"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"},
	"topic": {"AWS::SNS::Topic"},
	"user pool": {"AWS::Cognito::UserPool"},
}
