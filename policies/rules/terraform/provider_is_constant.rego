# METADATA
# title: Which provider a resource uses is written, not computed
# description: >-
#   Terraform ties resources to providers before it evaluates any expression: a provider that is chosen by one, or
#   that is itself repeated with `for_each`, is refused.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/meta-arguments/resource-provider
# custom:
#   id: FC_TERRAFORM_016
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-invalid_provider_configuration]
#   remediation:
#     terraform: |
#       provider "aws" {
#         alias  = "backup"
#         region = "eu-central-1"
#       }
#
#       resource "aws_s3_bucket" "copy" {
#         provider = aws.backup
#       }
package stackgrade.rules.terraform.provider_is_constant

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "provider"
}
