# METADATA
# title: A database of a small stack runs on a small class
# description: >-
#   Classes from 2xlarge on cost hundreds of dollars a month. A database can be made larger in minutes, once
#   it has to be.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
# custom:
#   id: FC_RDS_034
#   severity: low
#   category: cost
#   types: [AWS::RDS::DBInstance]
#   attributes: [DBInstanceClass]
#   when: {cost_conscious: true}
#   failures: [F-000-14.2]
#   remediation:
#     cloudformation: |
#       DBInstanceClass: db.t4g.medium
#     terraform: |
#       instance_class = "db.t4g.medium"
package stackgrade.rules.rds.class_not_oversized

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "DBInstanceClass", "the instance class is larger than a small stack needs") if {
	some resource in resources.of("AWS::RDS::DBInstance")
	regex.match(`\.[0-9]+xlarge$`, resource.properties.DBInstanceClass)
}
