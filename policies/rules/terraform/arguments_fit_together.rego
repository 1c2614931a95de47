# METADATA
# title: Arguments that exclude each other do not stand together
# description: >-
#   Of a name and its prefix, an alias and its records, or a package and an image the provider takes one. Terraform
#   refuses the whole configuration when both are there, before anything is planned.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#conflictswith
# custom:
#   id: FC_TERRAFORM_019
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   attributes: [Terraform.Exclusions]
#   failures: [E-invalid_property_combination]
#   remediation:
#     terraform: |
#       # leave out one of the two that the message names
#       resource "aws_route53_record" "shop" {
#         zone_id = aws_route53_zone.main.zone_id
#         name    = "shop.example.org"
#         type    = "A"
#         alias { # and neither `ttl` nor `records`
#           name                   = aws_lb.shop.dns_name
#           zone_id                = aws_lb.shop.zone_id
#           evaluate_target_health = true
#         }
#       }
package stackgrade.rules.terraform.arguments_fit_together

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "exclusive"
}
