# METADATA
# title: A file system has a name
# description: >-
#   A file system has no other name than its `Name` tag. Without it, or with the same one in every environment, it
#   cannot be told from others in the console, on the bill and in backups.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/efs/latest/ug/manage-fs-tags.html
# custom:
#   id: FC_EFS_008
#   severity: low
#   category: naming
#   types: [AWS::EFS::FileSystem]
#   attributes: ["FileSystemTags[].Key"]
#   failures: [F-001-10.1, F-001-14.2]
#   remediation:
#     cloudformation: |
#       FileSystemTags:
#         - Key: Name
#           Value: !Sub shop-files-${EnvironmentSuffix}
#     terraform: |
#       tags = {
#         Name = "shop-files-${var.environment_suffix}"
#       }
package stackgrade.rules.efs.name_tag

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.tags

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "FileSystemTags", "the file system has no `Name` tag") if {
	some resource in resources.of("AWS::EFS::FileSystem")
	not "Name" in tags.keys(resource)
}

fail contains findings.at(resource, tag.path, "the name does not carry the environment suffix") if {
	count(names.suffix_parameters) > 0
	some resource in resources.of("AWS::EFS::FileSystem")
	some tag in tags.entries(resource)
	tag.key == "Name"
	is_string(tag.value)
	not names.is_unique(tag.value)
	count(resources.parameters(resource, findings.path(tag.path)) & names.suffix_parameters) == 0
}
