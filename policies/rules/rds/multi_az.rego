# METADATA
# title: A database stands by in a second zone
# description: >-
#   A database in one availability zone is gone with that zone, and every maintenance takes it away for
#   minutes. A standby, or a second instance of an Aurora cluster, takes over by itself.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
# custom:
#   id: FC_RDS_005
#   severity: high
#   category: availability
#   types: [AWS::RDS::DBInstance, AWS::RDS::DBCluster]
#   attributes: [MultiAZ]
#   presence: [DBClusterIdentifier, SourceDBInstanceIdentifier]
#   when: {availability: multi-az}
#   failures: [E-rds_not_multi_az]
#   also:
#     - AwsSolutions-RDS3
#     - CKV_AWS_157
#     - HIPAA.Security-RDSMultiAZSupport
#     - NIST.800.53.R4-RDSMultiAZSupport
#     - NIST.800.53.R5-RDSMultiAZSupport
#     - RDS_MULTI_AZ_SUPPORT
#   remediation:
#     cloudformation: |
#       # an instance of its own
#       MultiAZ: true
#
#       # an Aurora cluster: a second instance
#       Reader:
#         Type: AWS::RDS::DBInstance
#         Properties:
#           DBClusterIdentifier: !Ref Cluster
#           DBInstanceClass: db.r6g.large
#           Engine: aurora-postgresql
#     terraform: |
#       # an instance of its own
#       multi_az = true
#
#       # an Aurora cluster: a second instance
#       resource "aws_rds_cluster_instance" "reader" {
#         cluster_identifier = aws_rds_cluster.cluster.id
#         instance_class     = "db.r6g.large"
#         engine             = aws_rds_cluster.cluster.engine
#       }
package stackgrade.rules.rds.multi_az

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in databases.standalone
	not databases.is_replica(resource)
	not _has_no_standby(resource)
}

# A cluster without instances in the stack is serverless, or has them elsewhere.
subject[cluster.address] := cluster if {
	some cluster in resources.of("AWS::RDS::DBCluster")
	databases.is_aurora(cluster)
	count(databases.members(cluster)) > 0
	not _may_have_more(cluster)
}

fail contains findings.at(resource, "MultiAZ", "there is no standby in a second zone") if {
	some resource in subject
	resource.type == "AWS::RDS::DBInstance"
	not resource.properties.MultiAZ
}

fail contains findings.missing(cluster, "the cluster has no second instance that could take over") if {
	some cluster in subject
	count(databases.members(cluster)) == 1
	not _scales_out(cluster)
}

# How many instances Terraform makes of one block may be left open.
_may_have_more(cluster) if {
	resources.is_terraform
	members := databases.members(cluster)
	count(members) == 1
	some member in members
	count(member.conditions) > 0
}

_has_no_standby(resource) if databases.is_custom(resource)

_has_no_standby(resource) if resource.properties.Engine in {"sqlserver-ex", "sqlserver-web"}

# Auto scaling keeps readers beside the instance that the template has.
_scales_out(cluster) if {
	some target in resources.referrers(cluster.address, "AWS::ApplicationAutoScaling::ScalableTarget")
	target.properties.MinCapacity != 0
}
