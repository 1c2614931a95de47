# METADATA
# title: A database of a small stack has no provisioned operations
# description: >-
#   Provisioned IOPS are paid for whether they are used or not. gp3 has three thousand of them for nothing.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
# custom:
#   id: FC_RDS_035
#   severity: low
#   category: cost
#   types: [AWS::RDS::DBInstance]
#   attributes: [StorageType]
#   when: {cost_conscious: true}
#   failures: [F-000-14.3]
#   remediation:
#     cloudformation: |
#       StorageType: gp3
#     terraform: |
#       storage_type = "gp3"
package stackgrade.rules.rds.storage_not_oversized

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "StorageType", "operations are paid for that gp3 has for nothing") if {
	some resource in resources.of("AWS::RDS::DBInstance")
	resource.properties.StorageType in {"io1", "io2"}
}
