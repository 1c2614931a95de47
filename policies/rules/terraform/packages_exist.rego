# METADATA
# title: Packages that are uploaded are there, or made on the way
# description: >-
#   A zip file that is neither in the repository nor made by `archive_file` is missing wherever the configuration is
#   applied without the step that builds it.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
# custom:
#   id: FC_TERRAFORM_015
#   severity: medium
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_module_or_file, E-lambda_code_location_missing]
#   remediation:
#     terraform: |
#       data "archive_file" "orders" {
#         type        = "zip"
#         source_dir  = "${path.module}/src"
#         output_path = "${path.module}/build/orders.zip"
#       }
#
#       resource "aws_lambda_function" "orders" {
#         filename         = data.archive_file.orders.output_path
#         source_code_hash = data.archive_file.orders.output_base64sha256
#       }
package stackgrade.rules.terraform.packages_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "package"
}
