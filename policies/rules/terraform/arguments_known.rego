# METADATA
# title: The provider knows every argument, block and type
# description: >-
#   Terraform refuses the whole configuration when a resource has an argument or block that the provider's schema
#   does not have, or a module is called with one that it has no variable for: nothing is planned, nothing is created.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs
# custom:
#   id: FC_TERRAFORM_011
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   attributes: [Terraform.Arguments]
#   failures: [E-invalid_argument]
#   remediation:
#     terraform: |
#       # leave out what the message names, or write the name that it proposes; what the type has stands in the
#       # provider's reference, and in: terraform providers schema -json
package stackgrade.rules.terraform.arguments_known

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind in {"argument", "block", "type"}
}
