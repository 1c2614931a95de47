# METADATA
# title: Nothing in a test stack is protected from deletion
# description: >-
#   Deletion protection of a single resource makes the teardown of the whole stack fail, and leaves it half
#   deleted.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html
# custom:
#   id: FC_LIFECYCLE_005
#   severity: medium
#   category: lifecycle
#   types:
#     - AWS::DynamoDB::Table
#     - AWS::EC2::Instance
#     - AWS::Cognito::UserPool
#     - AWS::RDS::GlobalCluster
#     - AWS::DocDB::DBCluster
#     - AWS::Neptune::DBCluster
#     - AWS::ElasticLoadBalancingV2::LoadBalancer
#   attributes:
#     - DeletionProtectionEnabled
#     - DisableApiTermination
#     - DeletionProtection
#     - LoadBalancerAttributes[].Value
#   when: {destroyable: true}
#   failures: [E-retain_policy_blocks_teardown]
#   remediation:
#     cloudformation: |
#       DeletionProtectionEnabled: false
#     terraform: |
#       deletion_protection_enabled = false
package stackgrade.rules.lifecycle.protection_is_off

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, attribute, "deletion protection makes the teardown fail") if {
	some resource in resources.of_any(metadata.custom.types)
	some attribute in _switches
	resource.properties[attribute] in {true, "ACTIVE"}
}

fail contains findings.proven_at(resource, ["LoadBalancerAttributes", i, "Value"], _message) if {
	some resource in resources.of("AWS::ElasticLoadBalancingV2::LoadBalancer")
	some i, attribute in resource.properties.LoadBalancerAttributes
	attribute.Key == "deletion_protection.enabled"
	attribute.Value in {true, "true"}
}

_message := "deletion protection makes the teardown fail"

_switches := ["DeletionProtectionEnabled", "DisableApiTermination", "DeletionProtection"]
