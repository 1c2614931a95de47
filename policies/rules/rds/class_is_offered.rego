# METADATA
# title: Aurora runs on classes that it is offered on
# description: >-
#   Aurora is not offered on the smallest classes nor on those for general use (`db.m`), and its instances of the
#   burstable
#   classes are medium or large. Anything else is refused when the database is created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
# custom:
#   id: FC_RDS_051
#   severity: high
#   category: operations
#   types: [AWS::RDS::DBInstance]
#   attributes: [DBInstanceClass, Engine]
#   failures: [E-invalid_instance_class_for_engine]
#   remediation:
#     cloudformation: |
#       Engine: aurora-postgresql
#       DBInstanceClass: db.t4g.medium
#     terraform: |
#       engine         = "aurora-postgresql"
#       instance_class = "db.t4g.medium"
package stackgrade.rules.rds.class_is_offered

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[instance.address] := instance if {
	some instance in resources.own("AWS::RDS::DBInstance")
	databases.is_aurora(instance)
}

fail contains findings.at(instance, "DBInstanceClass", message) if {
	some instance in subject
	class := instance.properties.DBInstanceClass
	some pattern in _refused
	regex.match(pattern, class)
	message := concat("", ["Aurora is not offered on ", class, " (as of 2026-11)"])
}

# Of the oldest, `db.t2`, only Aurora MySQL had the small and the medium one.
_refused := [
	`^db\.m[0-9]`,
	`^db\.t[34]g?\.(nano|micro|small|xlarge|2xlarge)$`,
	`^db\.t2\.(micro|large|xlarge|2xlarge)$`,
]
