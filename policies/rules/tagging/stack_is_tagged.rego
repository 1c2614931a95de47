# METADATA
# title: The resources of a stack are tagged
# description: >-
#   Without tags nobody can tell what a resource belongs to, who pays for it, or whether it may be deleted. One finding
#   for the stack: tags that are given when it is deployed, or by a provider, reach all of its resources.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html
# custom:
#   id: FC_TAGGING_004
#   severity: low
#   category: tagging
#   types: [Stack]
#   failures: [F-000-07.1, F-000-13, F-002-S1]
#   remediation:
#     cloudformation: |
#       # for all at once: aws cloudformation deploy --tags Project=shop Environment=prod ...
#       Tags:
#         - Key: Project
#           Value: shop
#         - Key: Environment
#           Value: !Ref Environment
#     cdk: |
#       Tags.of(app).add("Project", "shop")
#     terraform: |
#       provider "aws" {
#         default_tags {
#           tags = {
#             Project     = "shop"
#             Environment = var.environment
#           }
#         }
#       }
package stackgrade.rules.tagging.stack_is_tagged

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.tags

metadata := rego.metadata.chain()[1].annotations

# Where some are tagged, FC_TAGGING_001 asks for the others.
subject[resources.stack.address] := resources.stack if {
	count(_own) > 0
	not tags.in_use
}

fail contains findings.missing(resources.stack, _message) if {
	some _ in subject
	some address in _own
	not tags.has_any(input.resources[address])
}

default _message := "no resource has tags that say what it belongs to"

_message := "no resource has tags but Name" if {
	some address in _own
	some key in tags.keys(input.resources[address])
	lower(key) == "name"
}

_own contains resource.address if {
	some resource in tags.taggable
	not resource.source_address
}
