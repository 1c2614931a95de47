# METADATA
# title: The master user has a name that the engine does not reserve
# description: >-
#   RDS refuses `rdsadmin`, which is its own user, on PostgreSQL also `admin` and `user`; DocumentDB refuses `admin`.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
#   - https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBCluster.html
#   - https://github.com/aws-cloudformation/cfn-lint/pull/4425
#   - https://github.com/aws/aws-cdk/pull/13295
#   - https://github.com/terraform-aws-modules/terraform-aws-rds/blob/master/examples/complete-postgres/main.tf
# custom:
#   id: FC_RDS_053
#   severity: critical
#   category: credentials
#   types: [AWS::DocDB::DBCluster, AWS::RDS::DBCluster, AWS::RDS::DBInstance]
#   attributes: [Engine, MasterUsername]
#   failures: [E-rds_reserved_username]
#   remediation:
#     cloudformation: |
#       Engine: postgres
#       MasterUsername: shop_owner # of a secret, what its SecretStringTemplate says
#     terraform: |
#       engine   = "postgres"
#       username = "shop_owner"
package stackgrade.rules.rds.user_name_not_reserved

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[database.address] := database if {
	some database in resources.own_any(metadata.custom.types)
	resources.has(database, ["MasterUsername"])
}

fail contains findings.at(database, "MasterUsername", "the engine reserves this name") if {
	some database in subject
	lower(database.properties.MasterUsername) in databases.reserved_names(database)
}
