# METADATA
# title: A database accepts encrypted connections only
# description: >-
#   Unless the server insists, a client that does not ask for TLS sends queries, data and its password in the
#   clear.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
# custom:
#   id: FC_RDS_021
#   severity: medium
#   category: encryption
#   types: [AWS::RDS::DBParameterGroup, AWS::RDS::DBClusterParameterGroup]
#   attributes: [Parameters.rds.force_ssl, Parameters.require_secure_transport, Family]
#   failures: [F-002-03.1]
#   remediation:
#     cloudformation: |
#       Parameters:
#         rds.force_ssl: "1"
#     terraform: |
#       parameter {
#         name  = "rds.force_ssl"
#         value = "1"
#       }
package stackgrade.rules.rds.ssl_enforced

import data.stackgrade.lib.findings
import data.stackgrade.lib.parameter_groups

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in parameter_groups.groups
	_switch(resource)
	not parameter_groups.is_aurora_instance(resource)
}

fail contains findings.at(resource, "Parameters", message) if {
	some resource in subject
	switch := _switch(resource)
	not lower(parameter_groups.setting(resource, switch, _default(resource))) in {"1", "on", "true"}
	message := concat("", [switch, " is not on"])
}

_switch(resource) := "rds.force_ssl" if parameter_groups.engine(resource) in {"postgres", "sqlserver"}

_switch(resource) := "require_secure_transport" if parameter_groups.engine(resource) == "mysql"

# PostgreSQL enforces TLS by default from version 15 on, Aurora PostgreSQL from version 17 on.
_default(resource) := "1" if _modern(resource)

_default(resource) := "0" if {
	not _modern(resource)
}

_modern(resource) if {
	startswith(resource.properties.Family, "postgres")
	parameter_groups.postgres_version(resource) >= 15
}

_modern(resource) if {
	startswith(resource.properties.Family, "aurora-postgresql")
	parameter_groups.postgres_version(resource) >= 17
}
