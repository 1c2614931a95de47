# METADATA
# title: A database is called as everything else in its stack
# description: >-
#   Without an identifier AWS makes one up. In a stack whose other names say where they belong, nobody recognises the
#   database in alarms, bills and lists of snapshots. What is put up for a test is looked at by nobody.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
# custom:
#   id: FC_NAMING_005
#   severity: low
#   category: naming
#   types: [AWS::RDS::DBCluster, AWS::RDS::DBInstance]
#   presence: [DBClusterIdentifier, DBInstanceIdentifier]
#   when: {environment: production, opinions: true}
#   failures: [F-001-08.5]
#   remediation:
#     cloudformation: |
#       DBClusterIdentifier: !Sub shop-database-${EnvironmentSuffix}
#     terraform: |
#       cluster_identifier = "shop-database-${var.environment_suffix}"
package stackgrade.rules.naming.database_has_identifier

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	names.has_suffix
	_names_are_chosen
	some resource in databases.independent
}

fail contains findings.at(resource, names.properties[resource.type], "its identifier is made up by AWS") if {
	some resource in subject
	not resources.has(resource, [names.properties[resource.type]])
}

# A stack that leaves all names to AWS does so on purpose. What is a part of a database goes by that.
_names_are_chosen if {
	some resource in names.with_physical
	not startswith(resource.type, "AWS::RDS::")
}
