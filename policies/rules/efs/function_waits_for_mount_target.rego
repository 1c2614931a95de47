# METADATA
# title: A function that mounts a file system waits for the mount targets
# description: >-
#   The function refers to the access point, and nothing in that leads to the mount targets. While these are not
#   available yet, Lambda refuses to create the function, now and then, depending on which was faster.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_EFS_010
#   severity: high
#   category: operations
#   types: [AWS::Lambda::Function]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: [MountTargetA, MountTargetB]
#     terraform: |
#       depends_on = [aws_efs_mount_target.a, aws_efs_mount_target.b]
package stackgrade.rules.efs.function_waits_for_mount_target

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of("AWS::Lambda::Function")
	count(_mount_targets(resource)) > 0
}

fail contains findings.at(resource, "DependsOn", "nothing makes the function wait for a mount target") if {
	some resource in subject
	not order.waits_for(resource, _mount_targets(resource))
}

# Those of the file systems whose access points the function mounts. What another stack has is there before.
_mount_targets(function) := {target.address |
	some config in function.properties.FileSystemConfigs
	point := resources.target(config.Arn)
	some target in resources.own("AWS::EFS::MountTarget")
	target.properties.FileSystemId["$ref"] == point.properties.FileSystemId["$ref"]
}
