# METADATA
# title: Roles may write to a stream and read from it
# description: >-
#   Who has no role for a stream uses long-lived keys, or shares a role that may do too much. Reviewers expect the stack
#   that creates the stream to create the roles as well; another stack may do it.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html
# custom:
#   id: FC_IAM_010
#   severity: low
#   category: access
#   types: [AWS::Kinesis::Stream]
#   companions:
#     - AWS::IAM::ManagedPolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::Policy.PolicyDocument.Statement[].Action
#     - AWS::IAM::Role.Policies[].PolicyDocument.Statement[].Action
#     - AWS::IAM::RolePolicy.PolicyDocument.Statement[].Action
#     - AWS::IAM::UserPolicy.PolicyDocument.Statement[].Action
#   when: {opinions: true}
#   failures: [F-001-07.3, F-001-12.3]
#   remediation:
#     cloudformation: |
#       - Effect: Allow # for producers
#         Action: [kinesis:PutRecord, kinesis:PutRecords]
#         Resource: !GetAtt Orders.Arn
#       - Effect: Allow # for consumers
#         Action: [kinesis:GetRecords, kinesis:GetShardIterator, kinesis:ListShards]
#         Resource: !GetAtt Orders.Arn
#     terraform: |
#       statement { # for producers
#         actions   = ["kinesis:PutRecord", "kinesis:PutRecords"]
#         resources = [aws_kinesis_stream.orders.arn]
#       }
#       statement { # for consumers
#         actions   = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
#         resources = [aws_kinesis_stream.orders.arn]
#       }
package stackgrade.rules.iam.stream_has_both_ends

import data.stackgrade.lib.findings
import data.stackgrade.lib.policies
import data.stackgrade.lib.resources
import data.stackgrade.lib.roles

metadata := rego.metadata.chain()[1].annotations

fail contains findings.missing(resource, "no role may write to the stream") if {
	some resource in resources.own("AWS::Kinesis::Stream")
	not _allowed(resource, {"kinesis:PutRecord", "kinesis:PutRecords"})
	not _is_filled_by_a_table(resource)
}

fail contains findings.missing(resource, "no role may read from the stream") if {
	some resource in resources.own("AWS::Kinesis::Stream")
	not _allowed(resource, {"kinesis:GetRecords", "kinesis:SubscribeToShard"})
}

_allowed(stream, actions) if {
	some policy in resources.of_any(policies.types)
	some [path, statement] in policies.granted(policy)
	some action in actions
	roles.covers(statement, action)
	not _is_for_another(policy, findings.path(path), stream)
}

# AWS has policies for readers, and for whom everything is allowed.
_allowed(_, _) if {
	some role in resources.of("AWS::IAM::Role")
	some name in roles.aws_policies(role)
	regex.match(`Kinesis|AdministratorAccess|PowerUserAccess`, name)
}

_allowed(stream, _) if count(resources.referrers(stream.address, "AWS::Kinesis::ResourcePolicy")) > 0

_is_filled_by_a_table(stream) if {
	some edge in resources.edges_to(stream.address)
	contains(edge.attribute, "KinesisStreamSpecification")
}

# A statement that names other streams of the stack, and not this one.
_is_for_another(policy, path, stream) if {
	named := {edge.target |
		some edge in resources.edges_from(policy.address)
		startswith(edge.attribute, concat("", [path, ".Resource"]))
		resources.at(edge.target).type == "AWS::Kinesis::Stream"
	}
	count(named) > 0
	not stream.address in named
}
