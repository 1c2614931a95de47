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
#   failures: [F-000-11, F-001-15, F-003-07.1, E-missing_outputs]
#   remediation:
#     cloudformation: |
#       Outputs:
#         DbEndpoint:
#           Description: Where applications connect to
#           Value: !GetAtt Db.Endpoint.Address
#     terraform: |
#       output "db_endpoint" {
#         description = "Where applications connect to"
#         value       = aws_db_instance.db.address
#       }
package stackgrade.rules.stack.key_resources_are_output

import data.stackgrade.lib.findings
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# One resource speaks for all of its kind: one that is output, else the first. A stack without any outputs is for
# another rule.
subject contains _speaker(kind) if {
	count(input.outputs) > 0
	some kind, _ in _addresses
}

fail contains findings.missing(_speaker(kind), concat(" ", ["no output tells of the", kind])) if {
	some kind, addresses in _addresses
	count(addresses & _in_outputs) == 0
}

_speaker(kind) := input.resources[min(_addresses[kind] & _in_outputs)]

_speaker(kind) := input.resources[min(_addresses[kind])] if count(_addresses[kind] & _in_outputs) == 0

_addresses[kind] contains address if {
	some kind, types in _kinds
	some type in types
	some address in input.types[type]
}

_in_outputs contains address if {
	walk(input.outputs, [_, value])
	values.is_reference(value)
	address := value["$ref"]
}

# In text, and in what is computed of it.
_in_outputs contains address if {
	walk(input.outputs, [_, text])
	is_string(text)
	contains(text, "${")
	some address, _ in input.resources
	some ending in ["}", "."]
	contains(text, concat("", ["${", address, ending]))
}

_kinds := {
	"API": {"AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::AppSync::GraphQLApi"},
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
