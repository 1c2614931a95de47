# METADATA
# title: What the stack makes is referred to, not called by its name
# description: >-
#   A written-out name tells nobody that the one resource needs the other: they are made at the same time, and the
#   deployment fails when the second is not there yet. After a change of the name it points to nothing, as an alarm or a
#   dashboard does.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html
#   - https://developer.hashicorp.com/terraform/language/resources/behavior
# custom:
#   id: FC_NAMING_051
#   severity: high
#   category: naming
#   types: ["*"]
#   failures: [E-hardcoded_name_instead_of_ref]
#   remediation:
#     cloudformation: |
#       # a reference in place of the name
#       LogGroupName: !Ref LogGroup
#     terraform: |
#       # a reference in place of the name
#       log_group_name = aws_cloudwatch_log_group.orders.name
package stackgrade.rules.naming.made_here_is_referred_to

import data.stackgrade.lib.findings
import data.stackgrade.lib.names
import data.stackgrade.lib.order
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[address] := input.resources[address] if some address, _ in _pointers

fail contains findings.proven_at(resource, pointer.path, message) if {
	some address, pointers in _pointers
	resource := input.resources[address]
	some pointer in pointers
	some made in _made[[pointer.type, pointer.name]]
	not made in order.before(resource)
	not address in order.before(input.resources[made])
	message := concat("", ["this is the name of ", made, ", written out"])
}

# The resources of each type and name. One of several is not meant for sure.
_made[[resource.type, name]] contains resource.address if {
	some resource in names.with_physical
	name := names.physical(resource)
	names.is_comparable(name)
}

# Where a name stands for a resource that has to be there, as type, path and name.
_pointers[resource.address] contains {"type": type, "path": path, "name": name} if {
	some resource in input.resources
	some [path, name] in texts.of[resource.address]
	type := _types[_property(path)]
	type != resource.type
	input.types[type]
	name != ""
}

_pointers[resource.address] contains {"type": type, "path": ["Dimensions", i, "Value"], "name": dimension.Value} if {
	some resource in resources.own("AWS::CloudWatch::Alarm")
	some i, dimension in resource.properties.Dimensions
	type := _dimensions[dimension.Name]
	is_string(dimension.Value)
}

# In the body of a dashboard, a dimension's name and value stand one after another.
_pointers[resource.address] contains {"type": type, "path": ["DashboardBody"], "name": found[2]} if {
	some resource in resources.own("AWS::CloudWatch::Dashboard")
	is_string(resource.properties.DashboardBody)
	some found in regex.find_all_string_submatch_n(_dimension, resource.properties.DashboardBody, -1)
	type := _dimensions[found[1]]
}

# The property that a value, or a list with it, is of.
_property(path) := path[count(path) - 1] if is_string(path[count(path) - 1])

_property(path) := path[count(path) - 2] if is_number(path[count(path) - 1])

_types := {
	"Bucket": "AWS::S3::Bucket",
	"CacheSubnetGroupName": "AWS::ElastiCache::SubnetGroup",
	"Cluster": "AWS::ECS::Cluster",
	"CrawlerName": "AWS::Glue::Crawler",
	"DBClusterIdentifier": "AWS::RDS::DBCluster",
	"DBClusterParameterGroupName": "AWS::RDS::DBClusterParameterGroup",
	"DBParameterGroupName": "AWS::RDS::DBParameterGroup",
	"DBSubnetGroupName": "AWS::RDS::DBSubnetGroup",
	"EventBusName": "AWS::Events::EventBus",
	"FunctionName": "AWS::Lambda::Function",
	"Groups": "AWS::IAM::Group",
	"JobName": "AWS::Glue::Job",
	"LogGroupName": "AWS::Logs::LogGroup",
	"Roles": "AWS::IAM::Role",
	"TableName": "AWS::DynamoDB::Table",
}

_dimensions := {
	"AutoScalingGroupName": "AWS::AutoScaling::AutoScalingGroup",
	"BucketName": "AWS::S3::Bucket",
	"ClusterName": "AWS::ECS::Cluster",
	"DBClusterIdentifier": "AWS::RDS::DBCluster",
	"DBInstanceIdentifier": "AWS::RDS::DBInstance",
	"DeliveryStreamName": "AWS::KinesisFirehose::DeliveryStream",
	"FunctionName": "AWS::Lambda::Function",
	"QueueName": "AWS::SQS::Queue",
	"RuleName": "AWS::Events::Rule",
	"StreamName": "AWS::Kinesis::Stream",
	"TableName": "AWS::DynamoDB::Table",
	"TopicName": "AWS::SNS::Topic",
}

_dimension := concat("", [`"(`, concat("|", object.keys(_dimensions)), `)"\s*,\s*"([A-Za-z0-9_.-]+)"`])
