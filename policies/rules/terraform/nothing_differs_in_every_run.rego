# METADATA
# title: Nothing is made from the time of the run
# description: >-
#   What holds the time differs whenever Terraform looks: every plan shows a change, and a real one drowns among them.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/functions/timestamp
#   - https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/static
# custom:
#   id: FC_TERRAFORM_017
#   severity: low
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-timestamp_in_attribute]
#   remediation:
#     terraform: |
#       resource "time_static" "created" {}
#
#       resource "aws_s3_bucket" "orders" {
#         tags = { Created = time_static.created.rfc3339 }
#       }
package stackgrade.rules.terraform.nothing_differs_in_every_run

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "clock"
}
