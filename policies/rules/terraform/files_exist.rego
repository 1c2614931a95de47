# METADATA
# title: Files and modules that the configuration reads are there
# description: >-
#   A file that a function reads, or the folder of a local module, has to be there before anything can be planned.
# scope: package
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/functions/file
# custom:
#   id: FC_TERRAFORM_014
#   severity: critical
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-missing_module_or_file]
#   remediation:
#     terraform: |
#       policy = templatefile("${path.module}/policy.json.tftpl", { bucket = aws_s3_bucket.data.arn })
#       # with policy.json.tftpl beside this file
package stackgrade.rules.terraform.files_exist

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind in {"file", "module"}
}
