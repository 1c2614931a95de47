# METADATA
# title: A regulated key says whether it may leave its region
# description: >-
#   A multi-Region key can be replicated, so that what it protects can be read elsewhere. The default is a key that
#   stays. Where regulated data may be read deserves a written decision, since it cannot be changed later.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
# custom:
#   id: FC_KMS_007
#   severity: low
#   category: encryption
#   types: [AWS::KMS::Key]
#   presence: [MultiRegion]
#   when: {compliance: pci-dss}
#   failures: [F-002-08]
#   remediation:
#     cloudformation: |
#       MultiRegion: false
#     terraform: |
#       multi_region = false
package stackgrade.rules.kms.region_is_stated

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "MultiRegion", "it is not stated whether the key stays in its region") if {
	some resource in resources.of("AWS::KMS::Key")
	not resources.has(resource, ["MultiRegion"])
}
