# METADATA
# title: Functions that are called are ones that Terraform has
# description: >-
#   Terraform took `list` and `map` away with version 0.15, since lists and maps can be written down. It refuses a
#   configuration that calls one of them.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/functions/list
#   - https://developer.hashicorp.com/terraform/language/functions/map
# custom:
#   id: FC_TERRAFORM_020
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-invalid_expression]
#   remediation:
#     terraform: |
#       tags = merge(var.tags, { Name = "shop" }) # and not map("Name", "shop")
#       subnets = concat(var.subnets, [aws_subnet.last.id]) # and not list(aws_subnet.last.id)
package stackgrade.rules.terraform.functions_are_there

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "function"
}
