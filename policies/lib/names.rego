# METADATA
# title: Names
# description: >-
#   What names say: which property is the physical name of a resource, whether a name differs from one deployment of
#   the stack to the next, and which names are those of secrets.
package stackgrade.lib.names

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

# METADATA
# title: The property that holds the physical name, by type
# description: Paths such as BucketName or Budget.BudgetName.
properties[type] := path if some type, path in _properties

# METADATA
# title: The physical name of a resource as it is written
# description: Undefined when CloudFormation makes the name up.
physical(resource) := name if {
	name := object.get(resource.properties, split(properties[resource.type], "."), null)
	name != null
}

# METADATA
# title: Whether a name is told so far that another one can be the same
# description: >-
#   Of a call of a function only its name is there, `${element(...)}`, whatever it is given, and of a loop over
#   something open `${each}`, whatever it is over.
is_comparable(name) if {
	is_string(name)
	not contains(name, "(...)")
	not contains(name, "${each")
}

# METADATA
# title: Every resource that has its physical name written
with_physical[resource.address] := resource if {
	some resource in input.resources
	physical(resource)
}

# METADATA
# title: Whether a text differs between two deployments of the stack by itself
# description: >-
#   It holds the stack's name, or what AWS makes up for a resource. Account and region are the same for both, and a
#   parameter is what somebody gives it.
is_unique(text) if {
	some token in _tokens(text)
	not token in _shared_tokens
	not split(token, ".")[0] in object.keys(input.parameters)
}

# The digest at the end of a name that CDK makes up.
is_unique(text) if {
	_is_synthesized
	regex.match(`[0-9a-f]{12,}$`, text)
}

# METADATA
# title: The parameters that tell one deployment from another
# description: Those that the profile names, however they are capitalized or separated.
suffix_parameters contains name if {
	some name, _ in input.parameters
	some wanted in input.profile.environment_suffix
	plain(name) == plain(wanted)
}

# METADATA
# title: The words that tell one deployment from another in what a program writes
# description: >-
#   The templates of CDK and CDKTF have no parameter for it: the environment stands in the names. A word that can
#   mean nothing else is taken from the beginning or the end of a single name, any other from the ends of three.
suffix_words contains word if {
	_is_synthesized
	some name in _written
	some word in {words(name)[0], words(name)[count(words(name)) - 1]}
	regex.match(`^(dev|development|prod|production|qa|staging|uat|pr[0-9]+)$`, word)
}

suffix_words contains word if {
	_is_synthesized
	some word in ["ci", "int", "preview", "sandbox", "stage", "test"]
	count({name | some name in _written; words(name)[count(words(name)) - 1] == word}) > 2
}

# METADATA
# title: Whether the stack has something that sets the names of its deployments apart
has_suffix if count(suffix_parameters) > 0

has_suffix if count(suffix_words) > 0

# METADATA
# title: Whether the text at an attribute carries what sets the deployments apart
carries_suffix(resource, path, _) if count(resources.parameters(resource, findings.path(path)) & suffix_parameters) > 0

carries_suffix(_, _, text) if count({word | some word in words(text)} & suffix_words) > 0

# METADATA
# title: The words of a name
# description: In lower case and in order; `OrdersQueue-dev` has three. What a token stands for is none of them.
words(name) := [lower(match[1]) |
	some match in regex.find_all_string_submatch_n(
		`\$\{[^}]*\}|([A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+)`,
		name,
		-1,
	)
	match[1] != ""
]

# METADATA
# title: The parameters that say which environment is deployed
# description: The suffix among them.
environment_parameters contains name if some name in suffix_parameters

environment_parameters contains name if {
	some name, _ in input.parameters
	plain(name) in _environment_names
}

# METADATA
# title: A name in lower case and without separators
plain(name) := replace(replace(lower(name), "_", ""), "-", "")

# METADATA
# title: Whether a name is that of a secret
# description: >-
#   It ends in what it is: DbPassword is a secret, DbPasswordLength and DbSecretArn are not, nor are tokens that
#   mark a place in a list.
is_secret(name) if {
	regex.match(_secret_name, plain(name))
	not regex.match(`(client|continuation|creation|idempotency|next|pagination|request|service)token`, plain(name))
	plain(name) != "awsaccesskey" # as against aws_secret_key: it says whose key that is
}

# METADATA
# title: Whether text is made from a parameter that nobody has given a value yet
# description: Its default only says so, as `none` and an empty text do.
is_not_given(resource, path) if {
	some name in resources.parameters(resource, path)
	lower(input.parameters[name]["default"]) in {"", "-", "n/a", "none", "null"}
}

# METADATA
# title: Whether text under a secret's name is the secret itself
# description: >-
#   And not where to find it, a switch, a lifetime, an expression of Step Functions, or what holds its place until
#   somebody fills it in.
is_secret_text(text) if {
	values.is_literal(text)
	text != ""
	not regex.match(`(?i)^(arn:|/|https?://|\{%|true$|false$|[0-9]+$|(dummy|n/a|none|null)$)`, text)
	not regex.match(`(?i)^((seconds|minutes|hours|days|tbd|todo|<.*>)$|placeholder\b|please )`, text)
	not regex.match(`(?i)^(no[_-]?secret|replace[_ -]?me|example[_-]?(api[_-]?)?(key|token))$`, text)
}

# METADATA
# title: Whether what stands under a secret's name is what the secret is called
# description: As in `DATABASE_SECRET`, `shop/database`. Of a password or a token nobody gives the name so.
is_name_of_secret(name, text) if {
	regex.match(`(secret|credentials?)$`, plain(name))
	regex.match(_path_of_words, text)
}

# METADATA
# title: The parameters that take a secret
# description: >-
#   By their name. Left out are those that AWS looks up, choose from a list, or take the name of a secret rather than
#   the secret.
secret_parameters contains name if {
	some name, parameter in input.parameters
	is_secret(name)
	not contains(object.get(parameter, "type", "String"), "AWS::")
	not lower(object.get(parameter, "type", "String")) in {"number", "bool", "boolean"}
	count(object.get(parameter, "allowed_values", [])) == 0
	not _takes_name_of_secret(name, parameter)
}

# METADATA
# title: The parameters whose value is not shown
hidden_parameters contains name if {
	some name, parameter in input.parameters
	parameter.no_echo
}

# METADATA
# title: The parameters that take a part of an existing network
# description: By their type, or by a name such as VpcId.
network_parameters contains name if {
	some name, parameter in input.parameters
	regex.match(`AWS::EC2::(VPC|Subnet|SecurityGroup)::`, object.get(parameter, "type", "String"))
}

network_parameters contains name if {
	some name, _ in input.parameters
	regex.match(`(vpc|subnets?|securitygroups?)ids?$`, plain(name))
}

# METADATA
# title: The parameters that take a key pair of the account
key_pair_parameters contains name if {
	some name, parameter in input.parameters
	parameter.type == "AWS::EC2::KeyPair::KeyName"
}

# METADATA
# title: What a parameter is called in the stack's language
word_for_parameter := "variable" if resources.is_terraform

word_for_parameter := "parameter" if not resources.is_terraform

# METADATA
# title: Whether a parameter has to be given a value
# description: A variable of Terraform whose default is null may be left out as well.
is_required(parameter) if count({"default", "optional", "value"} & object.keys(parameter)) == 0

# METADATA
# title: Whether a part of a text is what somebody gave a parameter
# description: >-
#   Or what a mapping holds for it, which cannot be told from what is written beside it.
is_given(resource, path, part) if {
	some name in resources.parameters(resource, findings.path(path))
	parameter := input.parameters[name]
	contains(object.get(parameter, "value", object.get(parameter, "default", "")), part)
}

is_given(resource, path, _) if {
	count(resources.parameters(resource, findings.path(path))) > 0
	count(input.metadata.mappings) > 0
}

# METADATA
# title: What a parameter of a stack is called in its language
parameter_word := "variable" if resources.is_terraform

parameter_word := "parameter" if not resources.is_terraform

# METADATA
# title: The environment variables of a resource
# description: >-
#   Each has name, value and path, for functions, containers, jobs, builds, App Runner and Elastic Beanstalk. Those of a
#   build that are looked up in Secrets Manager or Parameter Store are left out.
variables(resource) := {{"name": name, "value": value, "path": ["Environment", "Variables", name]} |
	some name, value in resource.properties.Environment.Variables
} if {
	resource.type == "AWS::Lambda::Function"
}

variables(resource) := {{
	"name": variable.Name,
	"value": variable.Value,
	"path": ["ContainerDefinitions", i, "Environment", j, "Value"],
} |
	some i, container in resource.properties.ContainerDefinitions
	some j, variable in container.Environment
	is_string(variable.Name)
} if {
	resource.type == "AWS::ECS::TaskDefinition"
}

variables(resource) := {{
	"name": variable.Name,
	"value": variable.Value,
	"path": ["Environment", "EnvironmentVariables", i, "Value"],
} |
	some i, variable in resource.properties.Environment.EnvironmentVariables
	is_string(variable.Name)
	object.get(variable, "Type", "PLAINTEXT") == "PLAINTEXT"
} if {
	resource.type == "AWS::CodeBuild::Project"
}

variables(resource) := {{"name": variable.Name, "value": variable.Value, "path": array.concat(list, [i, "Value"])} |
	some list in _variable_lists[resource.type]
	some i, variable in object.get(resource.properties, list, [])
	is_string(variable.Name)
} if {
	_variable_lists[resource.type]
}

variables(resource) := {{
	"name": option.OptionName,
	"value": option.Value,
	"path": ["OptionSettings", i, "Value"],
} |
	some i, option in resource.properties.OptionSettings
	is_string(option.OptionName)
} if {
	startswith(resource.type, "AWS::ElasticBeanstalk::")
}

# METADATA
# title: Every resource that sets environment variables
# description: As `variables` knows them; also when they are not decided.
with_variables[resource.address] := resource if {
	some type, path in _variable_paths
	some resource in resources.of(type)
	resources.has(resource, path)
}

_tokens(text) := {match[1] | some match in regex.find_all_string_submatch_n(`\$\{([^}]*)\}`, text, -1)}

_shared_tokens := {
	"AWS::AccountId",
	"AWS::AvailabilityZones",
	"AWS::NoValue",
	"AWS::Partition",
	"AWS::Region",
	"AWS::URLSuffix",
}

_is_synthesized if input.format in {"cdk", "cdktf"}

_written contains name if {
	some resource in _everywhere
	name := physical(resource)
	is_string(name)
	not is_unique(name)
	count(words(name)) > 0
}

_everywhere[resource.address] := resource if some resource in input.resources

_everywhere[resource.address] := resource if some resource in input.foreign.resources

# Words with a slash between them, in each of the ways to spell words; what is random is hardly ever spelled so.
_path_of_words := concat("", ["^", _word, "([._-]", _word, ")*(/", _word, "([._-]", _word, ")*)+$"])

_word := `([a-z]{2,}([A-Z][a-z]+)*[0-9]*|([A-Z][a-z]+)+[0-9]*|[A-Z]{2,}[0-9]*)`

_environment_names := {
	"deploymentenvironment",
	"env",
	"environment",
	"environmentname",
	"environmenttag",
	"environmenttype",
	"envname",
	"envtype",
	"stage",
	"stagename",
}

_secret_name := concat("", [
	`(passw(or)?d|passphrase|secret|token|(api|private|access|auth|secret)key|credentials?)`,
	`(value|text)?$`,
])

# A parameter called DbSecret may well want the name of one.
_takes_name_of_secret(name, parameter) if {
	regex.match(`(secret|credentials?)$`, plain(name))
	regex.match(`(?i)\b(arn|name|path|secrets manager|parameter store)\b`, object.get(parameter, "description", ""))
}

# As ssm_path_password does, or "SSM path of the token".
_takes_name_of_secret(name, _) if count({word | some word in words(name)} & {"chamber", "path", "ssm"}) > 0

_takes_name_of_secret(_, parameter) if {
	regex.match(
		concat("", [
			`(?i)(^(the )?(arn|name|path) of\b`,
			`|\b(ssm|chamber|parameter store|secrets manager)( parameter)? (arn|key|name|path)\b)`,
		]),
		object.get(parameter, "description", ""),
	)
}

_takes_name_of_secret(_, parameter) if startswith(object.get(parameter, "default", ""), "/")

_variable_lists := {
	"AWS::AppRunner::Service": [
		[
			"SourceConfiguration",
			"CodeRepository",
			"CodeConfiguration",
			"CodeConfigurationValues",
			"RuntimeEnvironmentVariables",
		],
		["SourceConfiguration", "ImageRepository", "ImageConfiguration", "RuntimeEnvironmentVariables"],
	],
	"AWS::Batch::JobDefinition": [["ContainerProperties", "Environment"]],
}

_variable_paths := {
	"AWS::AppRunner::Service": ["SourceConfiguration"],
	"AWS::Batch::JobDefinition": ["ContainerProperties"],
	"AWS::CodeBuild::Project": ["Environment"],
	"AWS::ECS::TaskDefinition": ["ContainerDefinitions"],
	"AWS::ElasticBeanstalk::ConfigurationTemplate": ["OptionSettings"],
	"AWS::ElasticBeanstalk::Environment": ["OptionSettings"],
	"AWS::Lambda::Function": ["Environment"],
}

# Left out are types of which a second one of the same name does no harm: an API, a user pool, the family of a task
# definition.
# regal ignore:rule-length
_properties := {
	"AWS::Athena::WorkGroup": "Name",
	"AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
	"AWS::AutoScaling::LaunchConfiguration": "LaunchConfigurationName",
	"AWS::Backup::BackupVault": "BackupVaultName",
	"AWS::Batch::ComputeEnvironment": "ComputeEnvironmentName",
	"AWS::Batch::JobQueue": "JobQueueName",
	"AWS::Budgets::Budget": "Budget.BudgetName",
	"AWS::CloudFront::CachePolicy": "CachePolicyConfig.Name",
	"AWS::CloudFront::Function": "Name",
	"AWS::CloudFront::OriginAccessControl": "OriginAccessControlConfig.Name",
	"AWS::CloudFront::OriginRequestPolicy": "OriginRequestPolicyConfig.Name",
	"AWS::CloudFront::ResponseHeadersPolicy": "ResponseHeadersPolicyConfig.Name",
	"AWS::CloudTrail::Trail": "TrailName",
	"AWS::CloudWatch::Alarm": "AlarmName",
	"AWS::CloudWatch::CompositeAlarm": "AlarmName",
	"AWS::CloudWatch::Dashboard": "DashboardName",
	"AWS::CodeBuild::Project": "Name",
	"AWS::CodeCommit::Repository": "RepositoryName",
	"AWS::CodeDeploy::Application": "ApplicationName",
	"AWS::CodePipeline::Pipeline": "Name",
	"AWS::Cognito::UserPoolDomain": "Domain",
	"AWS::Config::ConfigRule": "ConfigRuleName",
	"AWS::DAX::Cluster": "ClusterName",
	"AWS::DMS::Endpoint": "EndpointIdentifier",
	"AWS::DMS::ReplicationInstance": "ReplicationInstanceIdentifier",
	"AWS::DMS::ReplicationSubnetGroup": "ReplicationSubnetGroupIdentifier",
	"AWS::DMS::ReplicationTask": "ReplicationTaskIdentifier",
	"AWS::DocDB::DBCluster": "DBClusterIdentifier",
	"AWS::DocDB::DBInstance": "DBInstanceIdentifier",
	"AWS::DynamoDB::GlobalTable": "TableName",
	"AWS::DynamoDB::Table": "TableName",
	"AWS::EC2::KeyPair": "KeyName",
	"AWS::EC2::LaunchTemplate": "LaunchTemplateName",
	"AWS::EC2::SecurityGroup": "GroupName",
	"AWS::ECR::Repository": "RepositoryName",
	"AWS::ECS::Cluster": "ClusterName",
	"AWS::EKS::Cluster": "Name",
	"AWS::ElastiCache::CacheCluster": "ClusterName",
	"AWS::ElastiCache::ReplicationGroup": "ReplicationGroupId",
	"AWS::ElastiCache::ServerlessCache": "ServerlessCacheName",
	"AWS::ElastiCache::SubnetGroup": "CacheSubnetGroupName",
	"AWS::ElasticBeanstalk::Application": "ApplicationName",
	"AWS::ElasticBeanstalk::Environment": "EnvironmentName",
	"AWS::ElasticLoadBalancing::LoadBalancer": "LoadBalancerName",
	"AWS::ElasticLoadBalancingV2::LoadBalancer": "Name",
	"AWS::ElasticLoadBalancingV2::TargetGroup": "Name",
	"AWS::Elasticsearch::Domain": "DomainName",
	"AWS::Events::EventBus": "Name",
	"AWS::Events::Rule": "Name",
	"AWS::Glue::Crawler": "Name",
	"AWS::Glue::Database": "DatabaseInput.Name",
	"AWS::Glue::Job": "Name",
	"AWS::IAM::Group": "GroupName",
	"AWS::IAM::InstanceProfile": "InstanceProfileName",
	"AWS::IAM::ManagedPolicy": "ManagedPolicyName",
	"AWS::IAM::Role": "RoleName",
	"AWS::IAM::User": "UserName",
	"AWS::KMS::Alias": "AliasName",
	"AWS::Kinesis::Stream": "Name",
	"AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
	"AWS::Lambda::Function": "FunctionName",
	"AWS::Logs::LogGroup": "LogGroupName",
	"AWS::MSK::Cluster": "ClusterName",
	"AWS::Neptune::DBCluster": "DBClusterIdentifier",
	"AWS::Neptune::DBInstance": "DBInstanceIdentifier",
	"AWS::NetworkFirewall::Firewall": "FirewallName",
	"AWS::NetworkFirewall::FirewallPolicy": "FirewallPolicyName",
	"AWS::NetworkFirewall::RuleGroup": "RuleGroupName",
	"AWS::OpenSearchService::Domain": "DomainName",
	"AWS::Pipes::Pipe": "Name",
	"AWS::RDS::DBCluster": "DBClusterIdentifier",
	"AWS::RDS::DBClusterParameterGroup": "DBClusterParameterGroupName",
	"AWS::RDS::DBInstance": "DBInstanceIdentifier",
	"AWS::RDS::DBParameterGroup": "DBParameterGroupName",
	"AWS::RDS::DBProxy": "DBProxyName",
	"AWS::RDS::DBSubnetGroup": "DBSubnetGroupName",
	"AWS::RDS::GlobalCluster": "GlobalClusterIdentifier",
	"AWS::RDS::OptionGroup": "OptionGroupName",
	"AWS::Redshift::Cluster": "ClusterIdentifier",
	"AWS::S3::Bucket": "BucketName",
	"AWS::SNS::Topic": "TopicName",
	"AWS::SQS::Queue": "QueueName",
	"AWS::SSM::Document": "Name",
	"AWS::SSM::Parameter": "Name",
	"AWS::SageMaker::Endpoint": "EndpointName",
	"AWS::SageMaker::NotebookInstance": "NotebookInstanceName",
	"AWS::Scheduler::Schedule": "Name",
	"AWS::Scheduler::ScheduleGroup": "Name",
	"AWS::SecretsManager::Secret": "Name",
	"AWS::StepFunctions::StateMachine": "StateMachineName",
	"AWS::Synthetics::Canary": "Name",
	"AWS::WAFv2::IPSet": "Name",
	"AWS::WAFv2::RuleGroup": "Name",
	"AWS::WAFv2::WebACL": "Name",
}
