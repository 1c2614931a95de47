# METADATA
# title: A function that connects to a database is in its network
# description: >-
#   Databases and caches have addresses of their VPC. A function outside of it is given the endpoint and never gets a
#   connection: each call ends in a timeout. Inline code that never reads the endpoint opens none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html
# custom:
#   id: FC_LAMBDA_032
#   severity: high
#   category: network
#   types: [AWS::Lambda::Function]
#   attributes:
#     - AWS::RDS::DBInstance.PubliclyAccessible
#     - AWS::RDS::DBCluster.PubliclyAccessible
#     - AWS::RDS::DBCluster.EnableHttpEndpoint
#   presence: [VpcConfig.SubnetIds]
#   failures: [E-lambda_not_in_vpc]
#   remediation:
#     cloudformation: |
#       VpcConfig:
#         SubnetIds: [!Ref PrivateSubnet1, !Ref PrivateSubnet2]
#         SecurityGroupIds: [!Ref FunctionGroup]
#     terraform: |
#       vpc_config {
#         subnet_ids         = aws_subnet.private[*].id
#         security_group_ids = [aws_security_group.function.id]
#       }
package stackgrade.rules.lambda.reaches_its_database

import data.stackgrade.lib.databases
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	count(_connects_to(resource)) > 0
}

fail contains findings.at(resource, "VpcConfig", message) if {
	some resource in subject
	not resources.has(resource, ["VpcConfig", "SubnetIds"])
	some database in _connects_to(resource)
	message := concat(" ", ["it is outside of the VPC that", database.address, "is in"])
}

# Whose endpoint an environment variable holds, when it can be reached from a VPC only.
_connects_to(function) := {database |
	some edge in resources.edges_from(function.address)
	startswith(edge.attribute, "Environment.Variables.")
	regex.match(`(?i)(endpoint|address)`, edge.target_attribute)
	not _leaves_unread(function, trim_prefix(edge.attribute, "Environment.Variables."))
	database := resources.at(edge.target)
	database.type in _databases
	not _is_reached_from_outside(database)
}

_leaves_unread(function, variable) if {
	is_string(function.properties.Code.ZipFile)
	not contains(function.properties.Code.ZipFile, variable)
}

_is_reached_from_outside(database) if database.properties.PubliclyAccessible == true

_is_reached_from_outside(database) if database.properties.EnableHttpEndpoint == true

_is_reached_from_outside(database) if {
	some member in databases.members(database)
	member.properties.PubliclyAccessible == true
}

_databases := {
	"AWS::DocDB::DBCluster",
	"AWS::ElastiCache::CacheCluster",
	"AWS::ElastiCache::ReplicationGroup",
	"AWS::ElastiCache::ServerlessCache",
	"AWS::MemoryDB::Cluster",
	"AWS::Neptune::DBCluster",
	"AWS::RDS::DBCluster",
	"AWS::RDS::DBInstance",
	"AWS::RDS::DBProxy",
}
