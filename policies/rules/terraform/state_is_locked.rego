# METADATA
# title: Two runs cannot write the state at once
# description: >-
#   Without a lock, a second run that starts before the first one has ended overwrites its state, and what the first
#   one created is lost from it.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/backend/s3
# custom:
#   id: FC_TERRAFORM_002
#   severity: medium
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_state_locking]
#   remediation:
#     terraform: |
#       terraform {
#         backend "s3" {
#           # bucket, key and region
#           use_lockfile = true
#         }
#       }
package stackgrade.rules.terraform.state_is_locked

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What the configuration leaves open is given when it is initialized, and may hold the lock as well.
subject[resources.stack.address] := resources.stack if {
	input.terraform.backend.type == "s3"
	every name in ["bucket", "key"] {
		input.terraform.backend.arguments[name]
	}
}

fail contains findings.at(resources.stack, "Terraform.backend", "the backend `s3` locks nothing") if {
	count(subject) > 0
	count(_locks) == 0
}

_locks contains "table" if is_string(input.terraform.backend.arguments.dynamodb_table)

_locks contains "file" if input.terraform.backend.arguments.use_lockfile == true
