# METADATA
# title: Physical names carry the environment suffix
# description: >-
#   The stack has a suffix so that it can be deployed more than once; a name without it is the same in every deployment,
#   and the second one fails on it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
# custom:
#   id: FC_NAMING_002
#   severity: medium
#   category: naming
#   types: ["*"]
#   attributes: [
#     AlarmName, AliasName, ApplicationName, AutoScalingGroupName, BackupVaultName, BucketName,
#     Budget.BudgetName, CachePolicyConfig.Name, CacheSubnetGroupName, ClusterIdentifier, ClusterName,
#     ComputeEnvironmentName, ConfigRuleName, DBClusterIdentifier, DBClusterParameterGroupName,
#     DBInstanceIdentifier, DBParameterGroupName, DBProxyName, DBSubnetGroupName, DashboardName,
#     DatabaseInput.Name, DeliveryStreamName, Domain, DomainName, EndpointIdentifier, EndpointName,
#     EnvironmentName, FirewallName, FirewallPolicyName, FunctionName, GlobalClusterIdentifier, GroupName,
#     InstanceProfileName, JobQueueName, KeyName, LaunchConfigurationName, LaunchTemplateName,
#     LoadBalancerName, LogGroupName, ManagedPolicyName, Name, NotebookInstanceName, OptionGroupName,
#     OriginAccessControlConfig.Name, OriginRequestPolicyConfig.Name, QueueName, ReplicationGroupId,
#     ReplicationInstanceIdentifier, ReplicationSubnetGroupIdentifier, ReplicationTaskIdentifier,
#     RepositoryName, ResponseHeadersPolicyConfig.Name, RoleName, RuleGroupName, ServerlessCacheName,
#     StateMachineName, TableName, TopicName, TrailName, UserName
#   ]
#   failures: [F-000-12, F-001-14.2, E-explicit_physical_name_conflict]
#   remediation:
#     cloudformation: |
#       # the property that the message is about, here the name of a bucket
#       BucketName: !Sub uploads-${AWS::AccountId}-${EnvironmentSuffix}
#     terraform: |
#       # the argument that the message is about, here the name of a bucket
#       bucket = "uploads-${data.aws_caller_identity.current.account_id}-${var.environment_suffix}"
package stackgrade.rules.naming.names_carry_suffix

import data.stackgrade.lib.findings
import data.stackgrade.lib.names

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	names.has_suffix
	some resource in names.with_physical
}

fail contains findings.at(resource, path, "the name does not carry the environment suffix") if {
	some resource in subject
	name := names.physical(resource)
	is_string(name)
	not names.is_unique(name)
	path := names.properties[resource.type]
	not names.carries_suffix(resource, path, name)
}
