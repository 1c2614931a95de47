# METADATA
# title: The engine version can be created
# description: >-
#   RDS takes versions out of service for new databases a year or more before they end, and refuses to create one of
#   them, or one that never was. A major version alone (`16`, `8.0`) takes the newest of it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
# custom:
#   id: FC_RDS_039
#   severity: high
#   category: operations
#   types: [AWS::RDS::DBCluster, AWS::RDS::DBInstance]
#   attributes: [Engine, EngineVersion]
#   failures: [E-invalid_or_outdated_engine_version]
#   remediation:
#     cloudformation: |
#       EngineVersion: "16.15" # what the message names; of other engines than Aurora, "16" takes the newest of it
#     cloudformation/mysql: |
#       EngineVersion: "8.4.11" # what the message names; of other engines than Aurora, "8.4" takes the newest of it
#     terraform: |
#       engine_version = "16.15" # what the message names; of other engines than Aurora, "16" takes the newest of it
#     terraform/mysql: |
#       engine_version = "8.4.11" # what the message names; of other engines than Aurora, "8.4" takes the newest of it
package stackgrade.rules.rds.engine_version_exists

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A version that is not stated is RDS's own choice; one that is restored or replicated has that of its source.
subject[resource.address] := resource if {
	some resource in resources.of_any(metadata.custom.types)
	resources.has(resource, ["EngineVersion"])
	not resources.has(resource, ["SourceDBInstanceIdentifier"])
	not resources.has(resource, ["DBSnapshotIdentifier"])
	not resources.has(resource, ["SnapshotIdentifier"])
}

fail contains findings.of_case(finding, databases.family(resource.properties.Engine)) if {
	some resource in subject
	some fault in resource.faults
	fault.kind == "version"
	finding := findings.at(resource, fault.attribute, fault.message)
}
