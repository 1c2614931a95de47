# METADATA
# title: Tagged resources say their environment
# description: >-
#   Whoever cleans up, alarms or reads the bill has to tell production from a test; the `Environment` tag is where they
#   look. A name that is built from the environment tells them as well. Asked where the stack knows an environment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
# custom:
#   id: FC_TAGGING_003
#   severity: low
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
#   failures: [F-000-13]
#   remediation:
#     cloudformation: |
#       Tags: # where the type takes a mapping, Environment: !Ref Environment
#         - Key: Environment
#           Value: !Ref Environment
#     terraform: |
#       tags = {
#         Environment = var.environment
#       }
package stackgrade.rules.tagging.environment_tag

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.tags

metadata := rego.metadata.chain()[1].annotations

# That a resource has no tags at all, or not those that the profile requires, is for other rules. What SAM makes has the
# tags of what it is made from, and an instance those of its launch template.
subject[resource.address] := resource if {
	_knows_its_environment
	every required in input.profile.required_tags {
		not tags.is_environment(required)
	}
	some resource in tags.taggable
	object.get(resource, "source_address", resource.address) == resource.address
	tags.has_any(resource)
	not tags.is_tagged_at_launch(resource)
}

fail contains findings.at(resource, tags.property(resource.type), _message) if {
	some resource in _silent
	not _default(resource)
}

# The tags of a provider are written once, and told once: of the first resource that has no others.
fail contains findings.at(resource, tags.property(resource.type), _message) if {
	some addresses in _silent_by_default
	resource := input.resources[min(addresses)]
}

_message := "no tag says the environment"

_silent_by_default[_default(resource)] contains resource.address if some resource in _silent

_default(resource) := address if {
	some tag in tags.entries(resource)
	address := tags.default_of(resource, tag)
	every other in tags.entries(resource) {
		tags.default_of(resource, other) == address
	}
}

_silent[resource.address] := resource if {
	some resource in subject
	every key in tags.keys(resource) {
		not tags.is_environment(key)
	}
	every tag in tags.entries(resource) {
		count(resources.parameters(resource, findings.path(tag.path)) & names.environment_parameters) == 0
		not contains(json.marshal(tag.value), "terraform.workspace")
	}
}

_knows_its_environment if count(names.environment_parameters) > 0

_knows_its_environment if names.has_suffix

_knows_its_environment if {
	some resource in tags.taggable
	some key in tags.keys(resource)
	tags.is_environment(key)
}
