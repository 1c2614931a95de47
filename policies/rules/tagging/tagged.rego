# METADATA
# title: Resources are tagged
# description: >-
#   Without tags nobody can tell what a resource belongs to, who pays for it, or whether it may be deleted; policies and
#   cost reports that go by tags pass it over.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: FC_TAGGING_001
#   severity: low
#   category: tagging
#   types: ["*"]
#   presence:
#     - Tags[].Key
#     - AccessPointTags[].Key
#     - BackupPlanTags[].Key
#     - BackupVaultTags[].Key
#     - FileSystemTags[].Key
#     - HealthCheckTags[].Key
#     - HostedZoneTags[].Key
#     - UserPoolTags[].Key
#   failures: [F-000-07.1, F-000-13, F-002-S1]
#   remediation:
#     cloudformation: |
#       # `FileSystemTags`, `BackupPlanTags` and the like where the type calls them so; a mapping for backups and groups
#       Tags:
#         - Key: Name
#           Value: !Sub ${AWS::StackName}-orders
#         - Key: Environment
#           Value: !Ref Environment
#     terraform: |
#       tags = {
#         Name        = "orders-${var.environment}"
#         Environment = var.environment
#       }
package stackgrade.rules.tagging.tagged

import data.stackgrade.lib.findings
import data.stackgrade.lib.tags

metadata := rego.metadata.chain()[1].annotations

subject := tags.taggable

fail contains findings.at(resource, tags.property(resource.type), "the resource has no tags") if {
	some resource in subject
	not tags.has_any(resource)
}
