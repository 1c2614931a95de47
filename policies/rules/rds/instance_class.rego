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
#       DBInstanceClass: "db.m6g.large"
#     cloudformation/aurora: |
#       DBInstanceClass: "db.r6g.large"
#     terraform: |
#       instance_class = "db.m6g.large"
#     terraform/aurora: |
#       instance_class = "db.r6g.large"
package stackgrade.rules.rds.instance_class

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.of_case(finding, _case(resource)) if {
	some resource in resources.of_any(metadata.custom.types)
	class := resource.properties.DBInstanceClass
	finding := findings.at(resource, "DBInstanceClass", concat(" ", [class, _fault(class)]))
}

_fault(class) := "is of an old generation" if regex.match(`^db\.(t[12]|m[1-4]|r[34]|x1)\.`, class)

_fault(class) := "is too small, and made for bursts" if regex.match(`^db\.t[34]g?\.(nano|micro|small)`, class)

default _case(_) := "instance"

_case(resource) := "aurora" if databases.is_aurora(resource)
