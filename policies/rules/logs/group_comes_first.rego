# METADATA
# title: A log group is there before what writes to it
# description: >-
#   A database, a cluster of EKS, and a function that is called while the stack is deployed make their log group
#   themselves when there is none. The stack's own then fails because it exists already.
# scope: package
# related_resources:
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_cluster
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
# custom:
#   id: FC_LOGS_005
#   severity: high
#   category: operations
#   types: [AWS::Logs::LogGroup]
#   failures: [E-log_group_name_conflict, E-missing_depends_on]
#   remediation:
#     cloudformation: |
#       DependsOn: LogGroup # in what writes to it, or calls the function; the group's name does not refer to either
#     terraform: |
#       depends_on = [aws_cloudwatch_log_group.group]
package stackgrade.rules.logs.group_comes_first

import data.stackgrade.lib.findings
import data.stackgrade.lib.log_groups
import data.stackgrade.lib.order
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[group.address] := group if {
	some [address, _] in _written
	group := input.resources[address]
}

# A database that nothing makes wait takes so long that the group comes first all the same.
fail contains findings.at(group, "LogGroupName", message) if {
	some [address, writer] in _written
	input.resources[writer].type in object.keys(_prefixes)
	group := input.resources[address]
	order.waits_for(group, {writer})
	message := concat("", ["it is made after ", writer, ", which makes it as well"])
}

fail contains findings.at(group, "LogGroupName", message) if {
	some [address, caller] in _written
	not input.resources[caller].type in object.keys(_prefixes)
	group := input.resources[address]
	not order.waits_for(input.resources[caller], {address})
	message := concat("", ["nothing makes ", caller, " wait for it, whose function makes it as well"])
}

# Log groups, and what makes one of that name during the deployment.
_written contains [group.address, writer.address] if {
	some group in resources.own("AWS::Logs::LogGroup")
	some type, prefix in _prefixes
	some writer in resources.own(type)
	some kind in _kinds(writer)
	is_string(kind)
	some name in log_groups.spellings(writer, _names[type])
	_name(group) == lower(concat("", [prefix, name, "/", kind]))
}

_written contains [group.address, edge.source] if {
	some group in resources.own("AWS::Logs::LogGroup")
	some function in resources.own("AWS::Lambda::Function")
	some name in log_groups.spellings(function, "FunctionName")
	_name(group) == lower(concat("/", ["/aws/lambda", name]))
	some edge in resources.edges_to(function.address)
	edge.attribute == "ServiceToken"
}

_name(group) := lower(log_groups.spelled(group.properties.LogGroupName))

# A database has a group for each kind of its logs, a cluster of EKS one for all.
_kinds(writer) := {kind | some kind in writer.properties.EnableCloudwatchLogsExports} | {"cluster" |
	count(writer.properties.Logging.ClusterLogging.EnabledTypes) > 0
}

_prefixes := {
	"AWS::EKS::Cluster": "/aws/eks/",
	"AWS::RDS::DBCluster": "/aws/rds/cluster/",
	"AWS::RDS::DBInstance": "/aws/rds/instance/",
}

_names := {
	"AWS::EKS::Cluster": "Name",
	"AWS::RDS::DBCluster": "DBClusterIdentifier",
	"AWS::RDS::DBInstance": "DBInstanceIdentifier",
}
