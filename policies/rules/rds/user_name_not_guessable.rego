# METADATA
# title: The master user of a database has no common name
# description: >-
#   Half of a login is known when the master user is called admin or postgres. Attacks begin with these names.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.Security.html
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25
# custom:
#   id: FC_RDS_032
#   severity: low
#   category: credentials
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [MasterUsername]
#   failures: [F-000-01.2]
#   remediation:
#     cloudformation: |
#       MasterUsername: "shop_owner" # of a secret, what its SecretStringTemplate says
#     terraform: |
#       username = "shop_owner"
package stackgrade.rules.rds.user_name_not_guessable

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# What the engine refuses is for another rule.
fail contains findings.at(resource, "MasterUsername", "the user name is one that attackers try first") if {
	some resource in resources.of_any(metadata.custom.types)
	name := lower(resource.properties.MasterUsername)
	name in _common
	not _is_reserved(resource, name)
}

_is_reserved(resource, name) if name in databases.reserved_names(resource)

_common := {"admin", "administrator", "master", "mysql", "postgres", "root", "sa", "user"}
