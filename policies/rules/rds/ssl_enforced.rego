# METADATA
# title: A database accepts encrypted connections only
# description: >-
#   Unless the server insists, a client that does not ask for TLS sends queries, data and its password in the
#   clear. PostgreSQL insists by default from version 15 on, Aurora PostgreSQL from 17 and MariaDB from 11.8.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
# custom:
#   id: FC_RDS_021
#   severity: medium
#   category: encryption
#   types:
#     - AWS::RDS::DBParameterGroup
#     - AWS::RDS::DBClusterParameterGroup
#     - AWS::RDS::DBInstance
#     - AWS::RDS::DBCluster
#   attributes: [Parameters.rds.force_ssl, Parameters.require_secure_transport, Family]
#   failures: [F-002-03.1]
#   remediation:
#     cloudformation: |
#       # of the parameter group that the database names
#       Parameters:
#         rds.force_ssl: "1"
#     cloudformation/aurora-mysql: |
#       # of the parameter group that the cluster names
#       Parameters:
#         require_secure_transport: "ON"
#     cloudformation/mysql: |
#       # of the parameter group that the database names
#       Parameters:
#         require_secure_transport: "1"
#     terraform: |
#       parameter { # of the parameter group that the database names
#         name  = "rds.force_ssl"
#         value = "1"
#       }
#     terraform/aurora-mysql: |
#       parameter { # of the parameter group that the cluster names
#         name  = "require_secure_transport"
#         value = "ON"
#       }
#     terraform/mysql: |
#       parameter { # of the parameter group that the database names
#         name  = "require_secure_transport"
#         value = "1"
#       }
package stackgrade.rules.rds.ssl_enforced

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.parameter_groups

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in parameter_groups.groups
	parameter_groups.tls_switch(resource.properties.Family)
	not parameter_groups.is_aurora_instance(resource)
}

# With its engine's own settings a database is as AWS has documented them for the version. A test takes it as it is.
subject[resource.address] := resource if {
	input.profile.environment == "production"
	some resource in parameter_groups.on_defaults
	parameter_groups.tls_default(parameter_groups.default_family(resource))
}

fail contains findings.of_case(finding, _case(resource.properties.Family)) if {
	some resource in subject
	switch := parameter_groups.tls_switch(resource.properties.Family)
	not lower(parameter_groups.setting(resource, switch, _default(resource))) in {"1", "on", "true"}
	finding := findings.at(resource, "Parameters", concat("", [switch, " is not on"]))
}

fail contains findings.of_case(finding, _case(family)) if {
	some resource in subject
	family := parameter_groups.default_family(resource)
	parameter_groups.tls_default(family) == "0"
	message := concat("", [parameter_groups.tls_switch(family), " is not on in the engine's default parameter group"])
	finding := findings.at(resource, parameter_groups.attribute(resource), message)
}

_case(family) := "aurora-mysql" if startswith(family, "aurora-mysql")

_case(family) := databases.family(family) if not startswith(family, "aurora-mysql")

_default(group) := parameter_groups.tls_default(group.properties.Family)

_default(group) := "0" if not parameter_groups.tls_default(group.properties.Family)
