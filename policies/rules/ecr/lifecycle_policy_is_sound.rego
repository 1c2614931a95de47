# METADATA
# title: The lifecycle policy of a repository is one that ECR takes
# description: >-
#   Each rule has a priority of its own, and the one for any image the highest. A rule for tagged images says which
#   tags, an age is counted in days, and a number of images is not. ECR refuses anything else, which no plan tells.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
# custom:
#   id: FC_ECR_001
#   severity: critical
#   category: lifecycle
#   types: [AWS::ECR::Repository]
#   attributes: [LifecyclePolicy.LifecyclePolicyText]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       LifecyclePolicy:
#         LifecyclePolicyText: |
#           {"rules": [{
#             "rulePriority": 1,
#             "selection": {
#               "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14
#             },
#             "action": {"type": "expire"}
#           }]}
#     terraform: |
#       policy = jsonencode({
#         rules = [{
#           rulePriority = 1
#           selection = {
#             tagStatus   = "untagged"
#             countType   = "sinceImagePushed"
#             countUnit   = "days"
#             countNumber = 14
#           }
#           action = { type = "expire" }
#         }]
#       })
package stackgrade.rules.ecr.lifecycle_policy_is_sound

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[repository.address] := repository if {
	some repository in resources.own("AWS::ECR::Repository")
	resources.has(repository, ["LifecyclePolicy", "LifecyclePolicyText"])
}

fail contains findings.at(repository, fault.attribute, fault.message) if {
	some repository in subject
	some fault in repository.faults
	fault.kind == "definition"
}
