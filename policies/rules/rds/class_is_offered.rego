# METADATA
# title: Aurora runs on classes that it is offered on
# description: >-
#   Aurora is not offered on the smallest classes nor on those for general use (`db.m`). Of the burstable ones it has
#   the medium and the large; the small ones were for Aurora MySQL before version 3. Anything else is refused when the
#   database is created.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.SupportAurora.html
# custom:
#   id: FC_RDS_051
#   severity: critical
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
import data.stackgrade.lib.parameter_groups
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[instance.address] := instance if {
	some instance in resources.own("AWS::RDS::DBInstance")
	databases.is_aurora(instance)
}

fail contains findings.at(instance, "DBInstanceClass", message) if {
	some instance in subject
	class := instance.properties.DBInstanceClass
	_is_refused(instance, class)
	message := concat("", ["Aurora is not offered on ", class, " (as of 2026-11)"])
}

# The table on the page above; that there are no others was held against the price list in cfn-lint 1.58.0 (2026-10).
_is_refused(_, class) if regex.match(`^db\.m[0-9]`, class)

_is_refused(_, class) if regex.match(`^db\.t[0-9]g?\.(nano|micro|xlarge|2xlarge)$`, class)

_is_refused(_, class) if class in {"db.t2.large", "db.t4g.small"}

_is_refused(instance, class) if {
	class in {"db.t2.medium", "db.t2.small", "db.t3.small"}
	not _may_be_old(instance)
}

# Aurora MySQL of version 2, or of one that is not stated. It stands at the cluster, or at its members as well.
_may_be_old(instance) if {
	instance.properties.Engine in {"aurora", "aurora-mysql"}
	not _is_version_3(instance)
}

_is_version_3(instance) if startswith(parameter_groups.family(instance), "aurora-mysql8.")

_is_version_3(instance) if {
	cluster := resources.target(instance.properties.DBClusterIdentifier)
	startswith(parameter_groups.family(cluster), "aurora-mysql8.")
}
