# METADATA
# title: The configuration says which Terraform it is written for
# description: >-
#   Without `required_version` an older Terraform misreads newer syntax, and a newer one upgrades the state so that
#   colleagues can no longer read it.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/terraform#terraform-required_version
# custom:
#   id: FC_TERRAFORM_007
#   severity: low
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_required_providers]
#   remediation:
#     terraform: |
#       terraform {
#         required_version = ">= 1.5"
#       }
package stackgrade.rules.terraform.version_required

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if {
	input.format == "terraform"
	count(object.get(input, ["terraform", "providers"], [])) > 0
}

fail contains findings.at(resources.stack, "Terraform.required_version", "no version of Terraform is required") if {
	count(subject) > 0
	object.get(input, ["terraform", "required_version"], null) == null
}
