# METADATA
# title: Every provider says where it comes from
# description: >-
#   Terraform takes a provider that nobody declares from HashiCorp's namespace, in whatever version is the newest
#   that day: a build that worked yesterday fails today, or changes infrastructure.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/providers/requirements
# custom:
#   id: FC_TERRAFORM_005
#   severity: medium
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_required_providers]
#   remediation:
#     terraform: |
#       terraform {
#         required_providers {
#           aws = {
#             source  = "hashicorp/aws"
#             version = "~> 5.0"
#           }
#         }
#       }
package stackgrade.rules.terraform.providers_required

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A lock file holds every provider to a version, and Terragrunt may write what is missing.
subject[resources.stack.address] := resources.stack if {
	count(object.get(input, ["terraform", "used_providers"], [])) > 0
	not input.terraform.locked
	not input.terraform.completed
}

fail contains findings.at(resources.stack, "Terraform.required_providers", message) if {
	count(subject) > 0
	some name in input.terraform.used_providers
	object.get(input.terraform.required_providers, [name, "version"], null) == null
	message := concat("", ["no version of the provider `", name, "` is required"])
}
