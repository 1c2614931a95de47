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
#   presence: [MasterUserPassword]
#   failures: [F-000-01.1]
#   remediation:
#     cloudformation: |
#       ManageMasterUserPassword: true
#     terraform: |
#       manage_master_user_password = true
package stackgrade.rules.rds.no_password_in_template

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

fail contains findings.proven_at(resource, "MasterUserPassword", "the password stands in the template") if {
	some resource in resources.of_any(metadata.custom.types)
	count(resources.parameters(resource, "MasterUserPassword")) == 0
	values.is_literal(resource.properties.MasterUserPassword)
}

fail contains findings.proven_at(resource, "MasterUserPassword", message) if {
	some resource in resources.of_any(metadata.custom.types)
	not values.is_dynamic(resource.properties.MasterUserPassword)
	some name in resources.parameters(resource, "MasterUserPassword")
	object.get(input.parameters, [name, "default"], "") != ""
	message := concat("", ["the password is the default of parameter ", name])
}
