# METADATA
# title: Every required argument and block is there
# description: >-
#   Terraform refuses the whole configuration when a resource lacks an argument that the provider's schema requires, or
#   a call one that the module has no default for.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs
# custom:
#   id: FC_TERRAFORM_012
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_required_argument]
#   remediation:
#     terraform: |
#       # add what the message names; what the type requires stands in the provider's reference, and in:
#       # terraform providers schema -json
package stackgrade.rules.terraform.arguments_complete

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "required"
}
