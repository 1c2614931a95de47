# METADATA
# title: Data that must last survives the replacement of its resource
# description: >-
#   A changed name or another immutable property makes CloudFormation create a new resource and delete the old
#   one. The deletion policy does not apply then; only the update-replace policy keeps the old data.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
# custom:
#   id: FC_LIFECYCLE_002
#   severity: medium
#   category: lifecycle
#   languages: [cloudformation]
#   types:
#     - AWS::RDS::DBInstance
#     - AWS::RDS::DBCluster
#     - AWS::DynamoDB::Table
#     - AWS::DynamoDB::GlobalTable
#     - AWS::EFS::FileSystem
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::Redshift::Cluster
#     - AWS::DocDB::DBCluster
#     - AWS::Neptune::DBCluster
#     - AWS::OpenSearchService::Domain
#   attributes: [DeletionProtection, DeletionProtectionEnabled, UpdateReplacePolicy]
#   when: {destroyable: false}
#   failures: [E-missing_deletion_policy]
#   remediation:
#     cloudformation: |
#       UpdateReplacePolicy: Retain
package stackgrade.rules.lifecycle.replaced_data_survives

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.protection
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A member of a cluster and a replica have no data of their own. A bucket that is not empty is not deleted. Keys,
# volumes and user pools are never replaced: a change of what they cannot change fails.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not databases.is_member(resource)
	not databases.is_replica(resource)
}

fail contains findings.at(resource, "UpdateReplacePolicy", "the old data goes when the resource is replaced") if {
	some resource in subject
	policy := object.get(resource.lifecycle, "UpdateReplacePolicy", _default(resource))
	not policy in {"Retain", "Snapshot"}
}

# CloudFormation fails to delete what is protected, and leaves it.
_default(resource) := "Retain" if protection.is_on(resource)

_default(resource) := "Delete" if not protection.is_on(resource)
