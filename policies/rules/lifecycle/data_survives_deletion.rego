# METADATA
# title: Data that must last survives the deletion of its stack
# description: >-
#   A resource is deleted with its stack, or when it is taken out of the template. For what holds data, one
#   mistaken update is then the end of the data. Databases keep a final snapshot by default, buckets are deleted
#   only when they are empty, and what has deletion protection is not deleted; everything else is gone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html
# custom:
#   id: FC_LIFECYCLE_001
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
#     - AWS::Redshift::Cluster
#     - AWS::DocDB::DBCluster
#     - AWS::Neptune::DBCluster
#     - AWS::OpenSearchService::Domain
#     - AWS::EC2::Volume
#     - AWS::Cognito::UserPool
#   attributes: [DeletionPolicy, DeletionProtection, DeletionProtectionEnabled]
#   presence: [SourceDBInstanceIdentifier]
#   when: {destroyable: false}
#   failures: [E-missing_deletion_policy, F-003-03]
#   remediation:
#     cloudformation: |
#       DeletionPolicy: Retain
#     terraform: |
#       skip_final_snapshot       = false
#       final_snapshot_identifier = "${var.name}-final"
package stackgrade.rules.lifecycle.data_survives_deletion

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.protection
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Terraform deletes no table that is protected: there, only what takes a final snapshot can be said to survive. A
# replica has the data of its source, and RDS takes no final snapshot of it.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not databases.is_member(resource)
	not databases.is_replica(resource)
	not _is_kept_while_full(resource)
	_is_judged(resource)
}

fail contains findings.at(resource, "DeletionPolicy", "the data goes with the stack") if {
	some resource in subject
	policy := object.get(resource.lifecycle, "DeletionPolicy", _default(resource))
	not policy in {"Retain", "RetainExceptOnCreate", "Snapshot"}
}

# A bucket is deleted only when it is empty. What empties it is a custom resource, as that of CDK.
_is_kept_while_full(resource) if {
	resource.type == "AWS::S3::Bucket"
	every edge in resources.edges_to(resource.address) {
		not regex.match(`^(Custom::|AWS::CloudFormation::CustomResource$)`, resources.at(edge.source).type)
	}
}

_is_judged(_) if not resources.is_terraform

_is_judged(resource) if resource.lifecycle.DeletionPolicy

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
_default(resource) := "Snapshot" if resource.type in databases.types

_default(resource) := "Retain" if _is_refused(resource)

_default(resource) := "Delete" if {
	not resource.type in databases.types
	not _is_refused(resource)
}

# CloudFormation fails to delete what is protected, which stays with its data.
_is_refused(resource) if {
	not resource.type in databases.types
	protection.is_on(resource)
}
