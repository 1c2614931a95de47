# METADATA
# title: The backend's settings are constants
# description: >-
#   Terraform reads the backend before it knows any variable or local value, and refuses a configuration whose
#   backend refers to one.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/backend
# custom:
#   id: FC_TERRAFORM_003
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-invalid_backend_configuration]
#   remediation:
#     terraform: |
#       terraform {
#         backend "s3" {} # and: terraform init -backend-config=production.s3.tfbackend
#       }
package stackgrade.rules.terraform.backend_is_constant

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# OpenTofu takes variables there.
subject[resources.stack.address] := resources.stack if {
	input.terraform.backend.type
	not input.terraform.tofu
}

fail contains findings.at(resources.stack, path, message) if {
	some _ in subject
	some name, value in input.terraform.backend.arguments
	path := concat(".", ["Terraform", "backend", name])
	message := concat("", ["`", value.expression, "` is not known when the backend is read"])
}
