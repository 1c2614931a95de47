# METADATA
# title: A stack that is made for a test leaves nothing behind
# description: >-
#   Resources that are retained pile up with each test run, cost money, and make the next deployment fail on
#   names that are taken. KMS keys may stay: they are deleted with a waiting period and cost little.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
# custom:
#   id: FC_LIFECYCLE_003
#   severity: high
#   category: lifecycle
#   types:
#     - AWS::RDS::DBInstance
#     - AWS::RDS::DBCluster
#     - AWS::S3::Bucket
#     - AWS::DynamoDB::Table
#     - AWS::DynamoDB::GlobalTable
#     - AWS::EFS::FileSystem
#     - AWS::KMS::Key
#     - AWS::ElastiCache::ReplicationGroup
#     - AWS::Redshift::Cluster
#     - AWS::DocDB::DBCluster
#     - AWS::Neptune::DBCluster
#     - AWS::OpenSearchService::Domain
#     - AWS::EC2::Volume
#     - AWS::Cognito::UserPool
#   attributes: [DeletionPolicy, UpdateReplacePolicy]
#   when: {destroyable: true}
#   failures: [F-003-02, E-retain_policy_blocks_teardown]
#   remediation:
#     cloudformation: |
#       DeletionPolicy: Delete
#       UpdateReplacePolicy: Delete
#     terraform: |
#       lifecycle {
#         prevent_destroy = false
#       }
package stackgrade.rules.lifecycle.can_be_torn_down

import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in input.resources
	resource.type != "AWS::KMS::Key"
	_may_hold_data(resource)
}

fail contains findings.proven_at(resource, attribute, "the resource stays when the stack is deleted") if {
	some resource in subject
	some attribute in ["DeletionPolicy", "UpdateReplacePolicy"]
	resource.lifecycle[attribute] in {"Retain", "RetainExceptOnCreate"}
}

_may_hold_data(resource) if resource.type in metadata.custom.types

_may_hold_data(resource) if resource.lifecycle.DeletionPolicy
