# METADATA
# title: The stack creates nothing that an account has only once
# description: >-
#   A detector, hub or recorder that the account has already makes the deployment fail, and one that goes with a stack
#   for a test leaves the account unwatched.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html
# custom:
#   id: FC_STACK_012
#   severity: high
#   category: lifecycle
#   types:
#     - AWS::AccessAnalyzer::Analyzer
#     - AWS::Config::ConfigurationRecorder
#     - AWS::Config::DeliveryChannel
#     - AWS::Detective::Graph
#     - AWS::GuardDuty::Detector
#     - AWS::IAM::ServiceLinkedRole
#     - AWS::Macie::Session
#     - AWS::SecurityHub::Hub
#   when: {destroyable: true}
#   failures: [E-account_singleton_resource_conflict]
#   remediation:
#     cloudformation: |
#       Parameters:
#         IsFirstInAccount:
#           Type: String
#           Default: "false"
#           AllowedValues: ["true", "false"]
#       Conditions:
#         IsFirst: !Equals [!Ref IsFirstInAccount, "true"]
#       # beside the resource's Type, and that of what needs it
#       Condition: IsFirst
#     terraform: |
#       count = var.is_first_in_account ? 1 : 0 # in the resource, and in what needs it
package stackgrade.rules.stack.no_account_singleton

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, "Type", "an account has only one of these in a region") if {
	some resource in resources.of_any(metadata.custom.types)
	not _is_conditional(resource)
}

_is_conditional(resource) if count(object.get(resource, "conditions", [])) > 0

# One that the parameters decide.
_is_conditional(resource) if {
	some member in ["Condition", "count", "for_each"]
	resource.raw[member]
}
