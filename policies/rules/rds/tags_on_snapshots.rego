# METADATA
# title: Snapshots take over the tags of their database
# description: >-
#   Snapshots outlive the database. Without its tags nobody knows whose they are, what they cost whom, and
#   whether they may go.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html
# custom:
#   id: FC_RDS_015
#   severity: low
#   category: tagging
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [CopyTagsToSnapshot]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   failures: [F-000-10.3, F-002-04e.2]
#   also: [CKV2_AWS_60, CKV_AWS_313]
#   remediation:
#     cloudformation: |
#       CopyTagsToSnapshot: true
#     terraform: |
#       copy_tags_to_snapshot = true
package stackgrade.rules.rds.tags_on_snapshots

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings

metadata := rego.metadata.chain()[1].annotations

# Snapshots of Aurora are taken of the cluster, and those of a replica seldom at all.
subject := databases.sources

fail contains findings.at(resource, "CopyTagsToSnapshot", "snapshots do not take over the tags") if {
	some resource in subject
	not resource.properties.CopyTagsToSnapshot
}
