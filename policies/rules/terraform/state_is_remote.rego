# METADATA
# title: State is kept where the team and the pipeline reach it
# description: >-
#   State on one machine's disk cannot be shared, is not backed up, and holds secrets in the clear; whoever runs
#   Terraform elsewhere creates everything a second time.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/backend
# custom:
#   id: FC_TERRAFORM_001
#   severity: medium
#   category: operations
#   languages: [terraform]
#   when: {environment: production}
#   types: [Stack]
#   failures: [E-missing_remote_backend]
#   remediation:
#     terraform: |
#       terraform {
#         backend "s3" {
#           bucket       = "shop-terraform-state"
#           key          = "orders/terraform.tfstate"
#           region       = "eu-west-1"
#           encrypt      = true
#           use_lockfile = true
#         }
#       }
package stackgrade.rules.terraform.state_is_remote

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A configuration without a provider's settings, or among modules, is one that others call, and has no state of its own;
# an example is applied to be looked at.
subject[resources.stack.address] := resources.stack if {
	count(object.get(input, ["terraform", "providers"], [])) > 0
	not regex.match(`(^|/)(examples?|fixtures|modules?|tests?)(/|$)`, object.get(input, "path", ""))
}

fail contains findings.at(resources.stack, "Terraform.backend", message) if {
	count(subject) > 0
	some message in _wrong
}

_wrong contains "no backend is configured: the state stays in the working directory" if {
	input.terraform.backend == null
}

_wrong contains "the backend `local` keeps the state on this machine" if input.terraform.backend.type == "local"
