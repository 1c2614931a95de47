# METADATA
# title: What differs between environments can be set at a deployment
# description: >-
#   A stack whose sizes, ranges and periods are all fixed serves one environment; for the next one the template is
#   copied and changed. This is the opinion of reviewers, so it is asked only where there are three kinds of such values
#   or more, and no parameter but for the environment's name and for secrets.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   - https://developer.hashicorp.com/terraform/language/values/variables
# custom:
#   id: FC_STACK_060
#   severity: low
#   category: interface
#   types: [Stack]
#   when: {opinions: true}
#   failures: [F-004-06.2]
#   remediation:
#     cloudformation: |
#       Parameters:
#         MemorySize:
#           Type: Number
#           Default: 512
#           Description: The memory of the functions in MiB.
#     terraform: |
#       variable "memory_size" {
#         type        = number
#         default     = 512
#         description = "The memory of the functions in MiB."
#       }
package stackgrade.rules.stack.sizes_are_parameters

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.nesting
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What a program synthesizes has the values of one environment filled in, and a nested stack has those of the outer one.
subject[resources.stack.address] := resources.stack if {
	not input.format in {"cdk", "cdktf"}
	not nesting.is_nested
	count(_sizes) >= 3
}

fail contains findings.missing(stack, message) if {
	count(_choices) == 0
	message := concat(" ", ["no", names.word_for_parameter, "sets any of", concat(", ", sort(_sizes))])
	some stack in subject
}

# The parameters that say more than which deployment it is and what its secrets are.
_choices := (object.keys(input.parameters) - names.environment_parameters) - names.secret_parameters

# What is sized here, by kind.
_sizes contains path if {
	some resource in input.resources
	some path in _properties[resource.type]
	resources.has(resource, split(path, "."))
}

_properties := {
	"AWS::AutoScaling::AutoScalingGroup": {"MaxSize", "MinSize"},
	"AWS::DynamoDB::Table": {"ProvisionedThroughput.ReadCapacityUnits"},
	"AWS::EC2::Instance": {"InstanceType"},
	"AWS::EC2::VPC": {"CidrBlock"},
	"AWS::ECS::Service": {"DesiredCount"},
	"AWS::ECS::TaskDefinition": {"Cpu", "Memory"},
	"AWS::ElastiCache::ReplicationGroup": {"CacheNodeType"},
	"AWS::Kinesis::Stream": {"ShardCount"},
	"AWS::Lambda::Function": {"MemorySize", "Timeout"},
	"AWS::Logs::LogGroup": {"RetentionInDays"},
	"AWS::RDS::DBCluster": {"BackupRetentionPeriod", "ServerlessV2ScalingConfiguration.MaxCapacity"},
	"AWS::RDS::DBInstance": {"AllocatedStorage", "BackupRetentionPeriod", "DBInstanceClass"},
}
