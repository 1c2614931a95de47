# METADATA
# title: A database password does not stand in the template
# description: >-
#   A password in a template is readable to everyone who can read the repository or the stack, stays in its
#   history for good, and is the same wherever the template is deployed.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
# custom:
#   id: FC_RDS_002
#   severity: critical
#   category: credentials
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   presence: [MasterUserPassword, ManageMasterUserPassword]
#   failures: [F-000-01.1]
#   also:
#     - F23
#     - F34
#     - RDS_CLUSTER_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD
#     - RDS_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD
#   remediation:
#     cloudformation: |
#       ManageMasterUserPassword: true
#     terraform: |
#       manage_master_user_password = true
package stackgrade.rules.rds.no_password_in_template

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	databases.has_password(resource)
}

fail contains findings.proven_at(resource, "MasterUserPassword", message) if {
	some resource in subject
	databases.password_is_in_template(resource)
	message := _message(resources.parameters(resource, "MasterUserPassword"))
}

_message(parameters) := "the password stands in the template" if count(parameters) == 0

_message(parameters) := concat(" ", [
	"the password is the default of the",
	names.word_for_parameter,
	concat(", ", sort(parameters)),
]) if {
	count(parameters) > 0
}
