# METADATA
# title: Each environment has a state of its own
# description: >-
#   A configuration that is meant for several environments and names one fixed place for its state overwrites the
#   one environment with the other.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/backend/s3
# custom:
#   id: FC_TERRAFORM_004
#   severity: low
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-hardcoded_backend_config]
#   remediation:
#     terraform: |
#       terraform {
#         backend "s3" {
#           # bucket and key: terraform init -backend-config=production.s3.tfbackend
#           region       = "eu-west-1"
#           use_lockfile = true
#         }
#       }
package stackgrade.rules.terraform.backend_per_environment

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# Whoever uses workspaces has a state for each.
subject[resources.stack.address] := resources.stack if {
	input.terraform.backend.type in {"azurerm", "gcs", "s3"}
	count(names.environment_parameters) > 0
	not input.terraform.workspaces
}

fail contains findings.at(resources.stack, path, message) if {
	count(subject) > 0
	count(_places) == 2
	some name in _places
	path := concat(".", ["Terraform", "backend", name])
	message := concat("", ["`", name, "` is the same in every environment"])
}

# Two settings say together where the state is.
_places contains name if {
	some name in ["bucket", "container_name", "key", "prefix"]
	is_string(input.terraform.backend.arguments[name])
}
