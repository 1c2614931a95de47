# METADATA
# title: Tags
# description: Which resources carry tags, and which tags they have, in whichever shape their type gives them.
package stackgrade.lib.tags

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: Every resource on which tags are expected
# description: >-
#   Those that stand on a bill or in an inventory. What is only a part of them (a listener, an alarm, an event rule, a
#   dashboard) may have tags as well, but goes by those of the resource that it belongs to. Left out are instances that
#   may have theirs from a launch template that is out of sight.
taggable := [resource |
	some resource in resources.own_any(_types)
	not _is_launched_elsewhere(resource)
]

# METADATA
# title: Whether the stack tags what it makes
# description: With more than what consoles show as a name. Also when the keys are not decided.
in_use if {
	some resource in taggable
	has_any(resource)
	not _is_only_named(resource)
}

# METADATA
# title: The property that holds the tags of a type
property(type) := object.get(_properties, type, "Tags")

# METADATA
# title: Whether a resource has tags at all
# description: Also when their keys are not decided.
has_any(resource) if count(resources.tags(resource)) > 0

has_any(resource) if count(resource.properties[property(resource.type)]) > 0

has_any(resource) if is_tagged_at_launch(resource)

# METADATA
# title: Whether an instance has tags from the launch template that it is made from
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateTagSpecificationRequest.html
is_tagged_at_launch(resource) if count(_at_launch[resource.address]) > 0

# METADATA
# title: The tags of a resource
# description: >-
#   Each has key, value and the path of the value. They stand in a list of Key and Value, or in an object by key.
entries(resource) := _entries[resource.address]

# METADATA
# title: The keys of a resource's tags
keys(resource) := _keys[resource.address]

# METADATA
# title: The default tags of a provider that a tag is among
# description: As `provider.aws.default_tags`. Undefined for what is written in the resource itself.
default_of(resource, tag) := address if {
	part := resource.attributes[findings.path(tag.path)].part
	part.source_type == "provider"
	address := part.address
}

# METADATA
# title: Whether a tag's key says that its value is the environment
is_environment(key) if key in _environment_keys

_is_only_named(resource) if {
	count(keys(resource)) > 0
	every key in keys(resource) {
		_is_only_a_name(key)
	}
}

_is_only_a_name(key) if lower(key) == "name"

# As CDK marks buckets that it empties.
_is_only_a_name(key) if startswith(key, "aws-cdk:")

_keys[address] := keys_of_its_own | object.get(_at_launch, address, set()) if {
	some address, resource in input.resources
	keys_of_its_own := {entry.key | some entry in _entries[address]} | object.keys(resources.tags(resource))
}

# The keys that a launch template of the stack gives the instance.
_at_launch[instance.address] := {tag.Key |
	some template in resources.referents(instance.address, "AWS::EC2::LaunchTemplate")
	some specification in template.properties.LaunchTemplateData.TagSpecifications
	specification.ResourceType == "instance"
	some tag in specification.Tags
} if {
	some instance in resources.own("AWS::EC2::Instance")
	resources.has(instance, ["LaunchTemplate"])
}

_is_launched_elsewhere(instance) if {
	instance.type == "AWS::EC2::Instance"
	resources.has(instance, ["LaunchTemplate"])
	count([template |
		some template in resources.referents(instance.address, "AWS::EC2::LaunchTemplate")
		not _leaves_tags_open(template)
	]) == 0
}

_leaves_tags_open(template) if {
	some unknown in template.unknowns
	regex.match(`^LaunchTemplateData($|\.TagSpecifications)`, unknown.pattern)
	not regex.match(`\.Value$`, unknown.pattern)
}

_environment_keys contains key if {
	some key in ({key | some key in input.profile.required_tags} | {key | some keys in _keys; some key in keys})
	regex.match(`(?i)(^|[:/._-])(env|environment|stage|is[_-]?prod(uction)?)([ ._-]?(name|suffix|type))?$`, key)
}

_entries[address] := array.concat(_listed(resource), _by_key(resource)) if some address, resource in input.resources

_listed(resource) := [{"key": tag.Key, "value": object.get(tag, "Value", ""), "path": [name, i, "Value"]} |
	name := property(resource.type)
	is_array(resource.properties[name])
	some i, tag in resource.properties[name]
	is_string(tag.Key)
]

_by_key(resource) := [{"key": key, "value": value, "path": [name, key]} |
	name := property(resource.type)
	is_object(resource.properties[name])
	not values.is_unknown(resource.properties[name])
	not values.is_reference(resource.properties[name])
	some key, value in resource.properties[name]
]

# Where it is not `Tags`.
_properties := {
	"AWS::Backup::BackupPlan": "BackupPlanTags",
	"AWS::Backup::BackupVault": "BackupVaultTags",
	"AWS::Cognito::UserPool": "UserPoolTags",
	"AWS::EFS::AccessPoint": "AccessPointTags",
	"AWS::EFS::FileSystem": "FileSystemTags",
	"AWS::Route53::HealthCheck": "HealthCheckTags",
	"AWS::Route53::HostedZone": "HostedZoneTags",
}

# regal ignore:rule-length
_types := {
	"AWS::AmazonMQ::Broker",
	"AWS::ApiGateway::RestApi",
	"AWS::ApiGateway::Stage",
	"AWS::ApiGatewayV2::Api",
	"AWS::ApiGatewayV2::Stage",
	"AWS::AppRunner::Service",
	"AWS::AppSync::GraphQLApi",
	"AWS::Athena::WorkGroup",
	"AWS::AutoScaling::AutoScalingGroup",
	"AWS::Backup::BackupPlan",
	"AWS::Backup::BackupVault",
	"AWS::Batch::ComputeEnvironment",
	"AWS::Batch::JobDefinition",
	"AWS::Batch::JobQueue",
	"AWS::CertificateManager::Certificate",
	"AWS::CloudFront::Distribution",
	"AWS::CloudTrail::Trail",
	"AWS::CodeBuild::Project",
	"AWS::CodeCommit::Repository",
	"AWS::CodePipeline::Pipeline",
	"AWS::Cognito::UserPool",
	"AWS::DAX::Cluster",
	"AWS::DMS::Endpoint",
	"AWS::DMS::ReplicationInstance",
	"AWS::DMS::ReplicationTask",
	"AWS::DocDB::DBCluster",
	"AWS::DocDB::DBInstance",
	"AWS::DynamoDB::Table",
	"AWS::EC2::CustomerGateway",
	"AWS::EC2::EIP",
	"AWS::EC2::FlowLog",
	"AWS::EC2::Instance",
	"AWS::EC2::InternetGateway",
	"AWS::EC2::NatGateway",
	"AWS::EC2::NetworkAcl",
	"AWS::EC2::RouteTable",
	"AWS::EC2::SecurityGroup",
	"AWS::EC2::Subnet",
	"AWS::EC2::TransitGateway",
	"AWS::EC2::TransitGatewayAttachment",
	"AWS::EC2::VPC",
	"AWS::EC2::VPCPeeringConnection",
	"AWS::EC2::VPNConnection",
	"AWS::EC2::VPNGateway",
	"AWS::EC2::Volume",
	"AWS::ECR::Repository",
	"AWS::ECS::Cluster",
	"AWS::ECS::Service",
	"AWS::ECS::TaskDefinition",
	"AWS::EFS::AccessPoint",
	"AWS::EFS::FileSystem",
	"AWS::EKS::Cluster",
	"AWS::EKS::Nodegroup",
	"AWS::EMR::Cluster",
	"AWS::ElastiCache::CacheCluster",
	"AWS::ElastiCache::ReplicationGroup",
	"AWS::ElastiCache::ServerlessCache",
	"AWS::ElasticBeanstalk::Environment",
	"AWS::ElasticLoadBalancing::LoadBalancer",
	"AWS::ElasticLoadBalancingV2::LoadBalancer",
	"AWS::ElasticLoadBalancingV2::TargetGroup",
	"AWS::Elasticsearch::Domain",
	"AWS::FSx::FileSystem",
	"AWS::Glue::Crawler",
	"AWS::Glue::Job",
	"AWS::IAM::Role",
	"AWS::IAM::User",
	"AWS::KMS::Key",
	"AWS::Kinesis::Stream",
	"AWS::KinesisFirehose::DeliveryStream",
	"AWS::Lambda::Function",
	"AWS::Logs::LogGroup",
	"AWS::MSK::Cluster",
	"AWS::MWAA::Environment",
	"AWS::MemoryDB::Cluster",
	"AWS::Neptune::DBCluster",
	"AWS::Neptune::DBInstance",
	"AWS::NetworkFirewall::Firewall",
	"AWS::OpenSearchService::Domain",
	"AWS::RDS::DBCluster",
	"AWS::RDS::DBClusterParameterGroup",
	"AWS::RDS::DBInstance",
	"AWS::RDS::DBParameterGroup",
	"AWS::RDS::DBProxy",
	"AWS::RDS::DBSubnetGroup",
	"AWS::RDS::OptionGroup",
	"AWS::Redshift::Cluster",
	"AWS::Route53::HealthCheck",
	"AWS::Route53::HostedZone",
	"AWS::S3::Bucket",
	"AWS::SNS::Topic",
	"AWS::SQS::Queue",
	"AWS::SageMaker::Endpoint",
	"AWS::SageMaker::NotebookInstance",
	"AWS::SecretsManager::Secret",
	"AWS::StepFunctions::StateMachine",
	"AWS::Transfer::Server",
	"AWS::WAFv2::WebACL",
}
