# METADATA
# title: A parameter group sets only what RDS lets be changed
# description: >-
#   Some parameters of an engine belong to RDS: where files lie, on which port it listens, how the database was
#   encoded when it was made. A group that sets one of them is refused.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Parameters.html
# custom:
#   id: FC_RDS_040
#   severity: critical
#   category: operations
#   types: [AWS::RDS::DBParameterGroup, AWS::RDS::DBClusterParameterGroup]
#   attributes: [Family]
#   presence: [Parameters.*]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       Parameters:
#         client_encoding: UTF8 # and no server_encoding, which RDS sets
#     terraform: |
#       parameter {
#         name  = "client_encoding" # and no server_encoding, which RDS sets
#         value = "UTF8"
#       }
package stackgrade.rules.rds.parameters_can_be_changed

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.parameter_groups

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some group in parameter_groups.groups
	count(group.properties.Parameters) > 0
}

fail contains findings.at(group, ["Parameters", name], concat("", ["RDS does not let ", name, " be changed"])) if {
	some group in subject
	some name, _ in group.properties.Parameters
	name in _fixed[databases.family(group.properties.Family)]
}

# Those that AWS lists as not modifiable in every version of the engine.
_fixed := {
	"postgres": {
		"block_size",
		"config_file",
		"data_directory",
		"external_pid_file",
		"hba_file",
		"ident_file",
		"integer_datetimes",
		"lc_collate",
		"lc_ctype",
		"listen_addresses",
		"max_function_args",
		"max_identifier_length",
		"max_index_keys",
		"segment_size",
		"server_encoding",
		"server_version",
		"ssl_cert_file",
		"ssl_key_file",
		"unix_socket_directories",
		"wal_block_size",
	},
	"mysql": {
		"basedir",
		"datadir",
		"innodb_data_home_dir",
		"innodb_log_group_home_dir",
		"pid_file",
		"plugin_dir",
		"port",
		"secure_file_priv",
		"server_id",
		"socket",
		"tmpdir",
		"version",
	},
}
