# METADATA
# title: A production database runs on a class that is made for it
# description: >-
#   Micro and small burstable classes run out of memory and of CPU credits under load, and classes of old
#   generations cost more for less and are being retired.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
# custom:
#   id: FC_RDS_018
#   severity: medium
#   category: operations
#   types: [AWS::RDS::DBInstance]
#   attributes: [DBInstanceClass]
#   when: {environment: production}
#   failures: [F-000-10.4]
#   remediation:
#     cloudformation: |
#       DBInstanceClass: "db.m6g.large" # db.r6g.large for Aurora
#     terraform: |
#       instance_class = "db.m6g.large" # db.r6g.large for Aurora
package stackgrade.rules.rds.instance_class

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "DBInstanceClass", "the instance class is too small or of an old generation") if {
	some resource in resources.of_any(metadata.custom.types)
	regex.match(`^db\.(t[1-4]g?\.(nano|micro|small)|t[12]\.|m[1-4]\.|r[34]\.|x1\.)`, resource.properties.DBInstanceClass)
}
