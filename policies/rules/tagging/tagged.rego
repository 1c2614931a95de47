# METADATA
# title: Where resources are tagged, all are
# description: >-
#   Policies, cost reports and clean-ups that go by the tags of a stack pass over the resource that has none. Asked
#   where a resource of the stack has more than a name.
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
#     AWS::Serverless::Api: &mapping |
#       Tags:
#         Name: !Sub ${AWS::StackName}-orders
#         Environment: !Ref Environment
#     AWS::Serverless::Function: *mapping
#     AWS::Serverless::HttpApi: *mapping
#     AWS::Serverless::SimpleTable: *mapping
#     AWS::Serverless::StateMachine: *mapping
#     AWS::ApiGatewayV2::Api: *mapping
#     AWS::ApiGatewayV2::Stage: *mapping
#     AWS::Glue::Job: *mapping
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

subject[resource.address] := resource if {
	tags.in_use
	_are_mostly_tagged
	some resource in _asked
}

fail contains findings.at(resource, tags.property(resource.type), "the resource has no tags") if {
	some resource in subject
	not tags.has_any(resource)
}

# Where few are, the tags were meant for these.
_are_mostly_tagged if {
	tagged := count([1 | some resource in _asked; tags.has_any(resource)])
	2 * tagged >= count(_asked)
}

# SAM gives the role that it makes for a function the function's tags. Roles and users stand on no bill, a log group
# bears the name of what writes to it, and they are seldom tagged where all else is.
_asked := [resource |
	some resource in tags.taggable
	not resource.source_address
	not resource.type in {"AWS::IAM::Role", "AWS::IAM::User", "AWS::Logs::LogGroup"}
]
