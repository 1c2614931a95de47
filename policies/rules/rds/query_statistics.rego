# METADATA
# title: A PostgreSQL database collects query statistics
# description: >-
#   pg_stat_statements shows which queries cost the most. RDS loads it by default, and a group that lists
#   other libraries drops it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.html
# custom:
#   id: FC_RDS_024
#   severity: low
#   category: monitoring
#   types: [AWS::RDS::DBParameterGroup, AWS::RDS::DBClusterParameterGroup]
#   attributes: [Parameters.shared_preload_libraries, Family]
#   failures: [F-003-06.1]
#   remediation:
#     cloudformation: |
#       Parameters:
#         shared_preload_libraries: pg_stat_statements
#     terraform: |
#       parameter {
#         name         = "shared_preload_libraries"
#         value        = "pg_stat_statements"
#         apply_method = "pending-reboot"
#       }
package stackgrade.rules.rds.query_statistics

import data.stackgrade.lib.findings
import data.stackgrade.lib.parameter_groups

metadata := rego.metadata.chain()[1].annotations

# Only a group that sets the list decides; the default has the library.
subject[resource.address] := resource if {
	some resource in parameter_groups.groups
	parameter_groups.engine(resource) == "postgres"
	resource.properties.Parameters.shared_preload_libraries
}

fail contains findings.at(resource, "Parameters.shared_preload_libraries", "pg_stat_statements is not loaded") if {
	some resource in subject
	not contains(parameter_groups.setting(resource, "shared_preload_libraries", ""), "pg_stat_statements")
}
