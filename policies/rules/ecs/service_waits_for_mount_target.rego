# METADATA
# title: A service that mounts a file system waits for the mount targets
# description: >-
#   The task definition refers to the file system, and nothing in that leads to the mount targets, which take a minute
#   or two. Tasks that start before cannot mount it and stop, and a circuit breaker takes the deployment for failed.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
#   - https://docs.aws.amazon.com/efs/latest/ug/troubleshooting-efs-mounting.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
# custom:
#   id: FC_ECS_053
#   severity: medium
#   category: operations
#   types: [AWS::ECS::Service]
#   failures: [E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: [MountTargetA, MountTargetB]
#     terraform: |
#       depends_on = [aws_efs_mount_target.a, aws_efs_mount_target.b]
package stackgrade.rules.ecs.service_waits_for_mount_target

import data.stackgrade.lib.findings
import data.stackgrade.lib.order
import data.stackgrade.lib.resources
import data.stackgrade.lib.tasks

metadata := rego.metadata.chain()[1].annotations

subject[service.address] := service if {
	some service in resources.own("AWS::ECS::Service")
	count(_mount_targets(service)) > 0
	not _starts_nothing(service)
}

fail contains findings.at(service, "DependsOn", "nothing makes the service wait for a mount target") if {
	some service in subject
	not order.waits_for(service, _mount_targets(service))
}

# Those of the file systems that its tasks mount. What another stack has is there before.
_mount_targets(service) := {target.address |
	some volume in tasks.of(service).properties.Volumes
	files := volume.EFSVolumeConfiguration.FilesystemId["$ref"]
	some target in resources.own("AWS::EFS::MountTarget")
	target.properties.FileSystemId["$ref"] == files
}

_starts_nothing(service) if service.properties.DesiredCount in {0, "0"}
