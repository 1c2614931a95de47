# METADATA
# title: A member of a cluster has its engine, and capacity to run on
# description: >-
#   Aurora refuses an instance of another engine than its cluster's, and one of class `db.serverless` in a cluster that
#   states no least and greatest capacity.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.requirements.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
# custom:
#   id: FC_RDS_057
#   severity: critical
#   category: operations
#   types: [AWS::RDS::DBInstance]
#   attributes: [DBInstanceClass, Engine, AWS::RDS::DBCluster.Engine]
#   failures: [E-invalid_property_combination]
#   remediation:
#     cloudformation: |
#       Cluster:
#         Type: AWS::RDS::DBCluster
#         Properties:
#           Engine: aurora-postgresql
#           ServerlessV2ScalingConfiguration:
#             MinCapacity: 0.5
#             MaxCapacity: 4
#     terraform: |
#       serverlessv2_scaling_configuration {
#         min_capacity = 0.5
#         max_capacity = 4
#       }
package stackgrade.rules.rds.members_fit_their_cluster

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.values

metadata := rego.metadata.chain()[1].annotations

subject[member.address] := member if {
	some member in resources.own("AWS::RDS::DBInstance")
	_cluster(member)
}

fail contains findings.at(member, "Engine", message) if {
	some member in subject
	engine := _cluster(member).properties.Engine
	values.is_literal(engine)
	values.is_literal(member.properties.Engine)
	lower(member.properties.Engine) != lower(engine)
	message := concat("", ["the engine of the cluster is ", engine])
}

fail contains findings.at(member, "DBInstanceClass", "the cluster states no capacity for serverless members") if {
	some member in subject
	member.properties.DBInstanceClass == "db.serverless"
	not resources.has(_cluster(member), ["ServerlessV2ScalingConfiguration"])
}

_cluster(member) := cluster if {
	cluster := resources.target(member.properties.DBClusterIdentifier)
	cluster.type == "AWS::RDS::DBCluster"
}
