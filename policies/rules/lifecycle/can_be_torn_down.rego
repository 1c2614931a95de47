# METADATA
# title: A stack that is made for a test leaves nothing behind
# description: >-
#   Resources that are retained pile up with each test run, cost money, and make the next deployment fail on
#   names that are taken; `prevent_destroy` stops Terraform's teardown altogether. KMS keys may stay: they are deleted
#   with a waiting period and cost little. So may versions of functions and the like, which cost nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
# custom:
#   id: FC_LIFECYCLE_003
#   severity: high
#   category: lifecycle
#   types: ["*"]
#   attributes: [DeletionPolicy, UpdateReplacePolicy]
#   when: {destroyable: true}
#   failures: [F-003-02, E-retain_policy_blocks_teardown]
#   remediation:
#     cloudformation: |
#       DeletionPolicy: Delete
#       UpdateReplacePolicy: Delete
#     terraform: |
#       skip_destroy = false # where it is set
#
#       lifecycle {
#         prevent_destroy = false
#       }
package stackgrade.rules.lifecycle.can_be_torn_down

import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in input.resources
	not resource.type in _may_stay
	_may_hold_data(resource)
}

fail contains findings.proven_at(resource, attribute, message) if {
	some resource in subject
	some attribute, message in _messages
	resource.lifecycle[attribute] in {"Retain", "RetainExceptOnCreate"}
}

_messages := {
	"DeletionPolicy": "a teardown of the stack does not delete it",
	"UpdateReplacePolicy": "the old one is not deleted when it is replaced",
}

# SAM retains the versions that it makes of functions and layers.
_may_stay := {
	"AWS::ApiGateway::Deployment",
	"AWS::ECS::TaskDefinition",
	"AWS::KMS::Key",
	"AWS::Lambda::LayerVersion",
	"AWS::Lambda::Version",
}

_may_hold_data(resource) if resource.type in _data

_may_hold_data(resource) if resource.lifecycle.DeletionPolicy

_data := {
	"AWS::Cognito::UserPool",
	"AWS::DocDB::DBCluster",
	"AWS::DynamoDB::GlobalTable",
	"AWS::DynamoDB::Table",
	"AWS::EC2::Volume",
	"AWS::EFS::FileSystem",
	"AWS::ElastiCache::ReplicationGroup",
	"AWS::Neptune::DBCluster",
	"AWS::OpenSearchService::Domain",
	"AWS::RDS::DBCluster",
	"AWS::RDS::DBInstance",
	"AWS::Redshift::Cluster",
	"AWS::S3::Bucket",
}
