# METADATA
# title: A database runs on the engine that the profile wants
# description: >-
#   Engines differ in JSON operations, extensions and Data API support, and a move to another one later is a migration.
#   Which one fits the workload is no template's to tell: only a profile that names an engine asks for it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_AuroraOverview.html
# custom:
#   id: FC_RDS_060
#   severity: medium
#   category: operations
#   types: [AWS::RDS::DBCluster, AWS::RDS::DBInstance]
#   attributes: [Engine]
#   failures: [F-004-03]
#   remediation:
#     cloudformation: |
#       Engine: aurora-postgresql  # what the profile wants
#     terraform: |
#       engine = "aurora-postgresql" # what the profile wants
package stackgrade.rules.rds.wanted_engine

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

# A replica, or a member of a cluster, that does not state its engine has that of its source.
subject[resource.address] := resource if {
	is_string(input.profile.engine)
	some resource in resources.of_any(metadata.custom.types)
	resources.has(resource, ["Engine"])
}

fail contains findings.at(resource, "Engine", message) if {
	some resource in subject
	engine := resource.properties.Engine
	is_string(engine)
	engine != input.profile.engine
	message := concat("", ["the engine is ", engine, ", the profile wants ", input.profile.engine])
}
