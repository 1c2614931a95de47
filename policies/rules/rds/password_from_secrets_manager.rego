# METADATA
# title: The database password comes from Secrets Manager
# description: >-
#   A password that is handed over as a parameter has to be kept somewhere else, is typed or scripted at each
#   deployment and is never rotated. Secrets Manager generates it, keeps it and changes it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
# custom:
#   id: FC_RDS_003
#   severity: high
#   category: credentials
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence: [MasterUserPassword]
#   failures: [E-db_password_parameter, F-000-01.1]
#   remediation:
#     cloudformation: |
#       ManageMasterUserPassword: true
#     terraform: |
#       manage_master_user_password = true
package stackgrade.rules.rds.password_from_secrets_manager

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject contains resource if {
	some resource in databases.sources
	not resources.has(resource, ["SnapshotIdentifier"])
}

fail contains findings.proven_at(resource, "MasterUserPassword", message) if {
	some resource in subject
	not values.is_dynamic(resource.properties.MasterUserPassword)
	some name in resources.parameters(resource, "MasterUserPassword")
	object.get(input.parameters, [name, "default"], "") == ""
	message := concat("", ["the password is handed over as parameter ", name])
}

fail contains findings.proven_at(resource, "MasterUserPassword", _plain) if {
	some resource in subject
	contains(resource.properties.MasterUserPassword, "{{resolve:ssm:")
}

_plain := "the password comes from a plain parameter of Systems Manager"
