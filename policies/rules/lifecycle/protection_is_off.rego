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
#   severity: high
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
#       DeletionProtection: false
#     AWS::Cognito::UserPool: |
#       DeletionProtection: INACTIVE
#     AWS::DynamoDB::Table: |
#       DeletionProtectionEnabled: false
#     AWS::EC2::Instance: |
#       DisableApiTermination: false
#     AWS::ElasticLoadBalancingV2::LoadBalancer: |
#       LoadBalancerAttributes:
#         - Key: deletion_protection.enabled
#           Value: "false"
#     terraform: |
#       deletion_protection = false
#     aws_cognito_user_pool: |
#       deletion_protection = "INACTIVE"
#     aws_dynamodb_table: |
#       deletion_protection_enabled = false
#     aws_instance: |
#       disable_api_termination = false
#     aws_alb: &balancer |
#       enable_deletion_protection = false
#     aws_lb: *balancer
package stackgrade.rules.lifecycle.protection_is_off

import data.stackgrade.lib.findings
import data.stackgrade.lib.protection
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, attribute, "deletion protection makes the teardown fail") if {
	some resource in resources.of_any(metadata.custom.types)
	some attribute in protection.switches
	resource.properties[attribute] in {true, "ACTIVE"}
}

fail contains findings.proven_at(resource, ["LoadBalancerAttributes", i, "Value"], _message) if {
	some resource in resources.of("AWS::ElasticLoadBalancingV2::LoadBalancer")
	some i, attribute in resource.properties.LoadBalancerAttributes
	attribute.Key == "deletion_protection.enabled"
	attribute.Value in {true, "true"}
}

_message := "deletion protection makes the teardown fail"
