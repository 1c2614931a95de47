# METADATA
# title: A test database leaves no final snapshot behind
# description: >-
#   CloudFormation takes a final snapshot of a database whose deletion policy is not stated. After each test
#   run one more snapshot is left, which is paid for until somebody finds it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
# custom:
#   id: FC_LIFECYCLE_004
#   severity: low
#   category: lifecycle
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence: [DeletionPolicy]
#   when: {destroyable: true}
#   failures: [E-missing_delete_policy_for_teardown]
#   remediation:
#     cloudformation: |
#       DeletionPolicy: Delete
package stackgrade.rules.lifecycle.leaves_no_snapshot

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in resources.of_any(metadata.custom.types)
	not databases.is_member(resource)
}

fail contains findings.at(resource, "DeletionPolicy", "a final snapshot is taken because nothing is said") if {
	some resource in subject
	not resource.lifecycle.DeletionPolicy
}
