# METADATA
# title: The database password comes from Secrets Manager
# description: >-
#   A password that is handed over as a parameter or variable has to be kept somewhere else, is typed or scripted at
#   each deployment and is never rotated. Secrets Manager generates it, keeps it and changes it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
#   - https://docs.aws.amazon.com/documentdb/latest/developerguide/docdb-secrets-manager.html
#   - https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html
# custom:
#   id: FC_RDS_003
#   severity: high
#   category: credentials
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster, AWS::DocDB::DBCluster, AWS::Redshift::Cluster]
#   presence: [MasterUserPassword, ManageMasterPassword, ManageMasterUserPassword]
#   failures: [E-db_password_parameter, F-000-01.1]
#   remediation:
#     cloudformation: |
#       # in place of MasterUserPassword; what reads the password is given !GetAtt Database.MasterUserSecret.SecretArn
#       ManageMasterUserPassword: true
#     AWS::Redshift::Cluster: |
#       # in place of MasterUserPassword; what reads the password is given !GetAtt Warehouse.MasterPasswordSecretArn
#       ManageMasterPassword: true
#     terraform: |
#       # in place of password or master_password; what reads it is given master_user_secret[0].secret_arn
#       manage_master_user_password = true
#     aws_redshift_cluster: |
#       # in place of master_password; what reads it is given master_password_secret_arn of the cluster
#       manage_master_password = true
package stackgrade.rules.rds.password_from_secrets_manager

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

# A password in the template is the concern of another rule; where one comes from that is imported or looked up cannot
# be seen.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	databases.has_password(resource)
	not databases.password_is_in_template(resource)
	not _out_of_sight(resource)
	not _is_global(resource)
}

# Aurora manages no password of a cluster that is a part of a global database.
_is_global(cluster) if resources.has(cluster, ["GlobalClusterIdentifier"])

fail contains findings.proven_at(resource, "MasterUserPassword", message) if {
	some resource in subject
	not values.is_dynamic(resource.properties.MasterUserPassword)
	some name in resources.parameters(resource, "MasterUserPassword")
	message := _message(name)
}

# A data source of Terraform reads encrypted parameters as well, and does not say which it is.
fail contains findings.proven_at(resource, "MasterUserPassword", _plain) if {
	some resource in subject
	not resources.is_terraform
	contains(resource.properties.MasterUserPassword, "{{resolve:ssm:")
}

_out_of_sight(resource) if {
	values.is_unknown(resource.properties.MasterUserPassword)
	count(resources.parameters(resource, "MasterUserPassword")) == 0
}

# What is looked up when it is planned; the variables only say which one.
_out_of_sight(resource) if resource.properties.MasterUserPassword.kind in {"data", "ssm"}

_message(name) := _plain if _from_systems_manager(name)

_message(name) := concat(" ", ["the password is handed over as the", names.word_for_parameter, name]) if {
	not _from_systems_manager(name)
	_is_secret(name)
}

# What else the password is made of, such as a prefix with a default, is no secret.
_is_secret(name) if name in names.secret_parameters

_is_secret(name) if object.get(input.parameters, [name, "default"], "") == ""

_from_systems_manager(name) if startswith(input.parameters[name].type, "AWS::SSM::Parameter::Value<")

_plain := "the password comes from a plain parameter of Systems Manager"
