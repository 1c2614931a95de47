# METADATA
# title: A test database leaves no final snapshot behind
# description: >-
#   A final snapshot is taken of a database for which this is stated, and where nothing else is. After each test run one
#   more is left, which is paid for until somebody finds it; where Terraform is told no name for it, the teardown stops.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
# custom:
#   id: FC_LIFECYCLE_004
#   severity: medium
#   category: lifecycle
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [DeletionPolicy, UpdateReplacePolicy]
#   when: {destroyable: true}
#   failures: [E-missing_delete_policy_for_teardown, E-retain_policy_blocks_teardown]
#   remediation:
#     cloudformation: |
#       DeletionPolicy: Delete
#       UpdateReplacePolicy: Delete
#     terraform: |
#       skip_final_snapshot = true
package stackgrade.rules.lifecycle.leaves_no_snapshot

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Of a replica RDS takes no final snapshot.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	not databases.is_member(resource)
	not databases.is_replica(resource)
}

fail contains findings.at(resource, "DeletionPolicy", "nothing says that no final snapshot is taken") if {
	some resource in subject
	_is_left_out(resource)
}

fail contains findings.proven_at(resource, attribute, "a snapshot stays when the database is deleted") if {
	some resource in subject
	some attribute in ["DeletionPolicy", "UpdateReplacePolicy"]
	resource.lifecycle[attribute] == "Snapshot"
	not resource.attributes[attribute].state == "default"
}

_is_left_out(resource) if not resource.lifecycle.DeletionPolicy

# Terraform's provider takes one unless it is told otherwise.
_is_left_out(resource) if resource.attributes.DeletionPolicy.state == "default"
