# METADATA
# title: Resources carry the tags that the profile requires
# description: >-
#   Cost reports, backup plans and access policies that go by an agreed tag pass over every resource that lacks it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: FC_TAGGING_002
#   severity: medium
#   category: tagging
#   types: ["*"]
#   attributes:
#     - Tags[].Key
#     - AccessPointTags[].Key
#     - BackupPlanTags[].Key
#     - BackupVaultTags[].Key
#     - FileSystemTags[].Key
#     - HealthCheckTags[].Key
#     - HostedZoneTags[].Key
#     - UserPoolTags[].Key
#   failures: [F-000-13, E-required_tag_missing]
#   remediation:
#     cloudformation: |
#       Tags: # where the type takes a mapping, CostCenter: !Ref CostCenter
#         - Key: CostCenter
#           Value: !Ref CostCenter
#     terraform: |
#       tags = {
#         CostCenter = var.cost_center
#       }
package stackgrade.rules.tagging.required_tags

import data.stackgrade.lib.findings
import data.stackgrade.lib.tags

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	count(input.profile.required_tags) > 0
	some resource in tags.taggable
}

fail contains findings.at(resource, tags.property(resource.type), message) if {
	some resource in subject
	missing := {key | some key in input.profile.required_tags} - tags.keys(resource)
	count(missing) > 0
	message := concat(" ", ["tags are missing:", concat(", ", sort(missing))])
}
