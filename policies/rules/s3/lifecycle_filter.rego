# METADATA
# title: Every lifecycle rule says which objects it is for
# description: >-
#   The provider wants a filter or a prefix in every rule, an empty one for all objects. It warns of a rule without,
#   and says that it will refuse it.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_lifecycle_configuration
# custom:
#   id: FC_S3_009
#   severity: medium
#   category: operations
#   languages: [terraform]
#   types: [Stack]
#   failures: [E-lifecycle_rule_missing_filter]
#   remediation:
#     terraform: |
#       rule {
#         id     = "expire"
#         status = "Enabled"
#         filter {}
#         expiration {
#           days = 90
#         }
#       }
package stackgrade.rules.s3.lifecycle_filter

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resources.stack.address] := resources.stack if input.terraform.faults

fail contains findings.proven_at(resources.stack, fault.attribute, fault.message) if {
	some fault in input.terraform.faults
	fault.kind == "one_of"
}
