# METADATA
# title: A target that EventBridge acts on for the account has a role
# description: >-
#   Functions, queues and topics let EventBridge in by a policy of their own. State machines, streams of Kinesis and
#   Firehose, tasks, builds, pipelines, batch jobs and API destinations have none: EventBridge takes on the role that
#   the target names, and refuses the target without one. The rule's own role does not count.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
#   - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_event_target
#   - https://github.com/awsdocs/aws-cloudformation-user-guide/pull/1178
# custom:
#   id: FC_EVENTS_051
#   severity: critical
#   category: access
#   types: [AWS::Events::Rule]
#   attributes: ["Targets[].Arn"]
#   presence: ["Targets[].RoleArn"]
#   failures: [E-missing_required_argument]
#   remediation:
#     cloudformation: |
#       Targets:
#         - Id: orders
#           Arn: !Ref StateMachine
#           RoleArn: !GetAtt EventsRole.Arn
#     terraform: |
#       role_arn = aws_iam_role.events.arn
package stackgrade.rules.events.targets_have_a_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[rule.address] := rule if {
	some rule in resources.own("AWS::Events::Rule")
	count(rule.properties.Targets) > 0
}

fail contains findings.at(rule, ["Targets", i, "RoleArn"], message) if {
	some rule in subject
	some i, target in rule.properties.Targets
	object.get(target, "RoleArn", null) == null
	message := concat(" ", ["EventBridge has no role to reach", _reached_by_role(target.Arn), "with"])
}

_reached_by_role(arn) := _types[resources.target(arn).type]

_reached_by_role(arn) := _services[found[0][2]] if {
	found := regex.find_all_string_submatch_n(
		`^arn:(aws[a-z-]*|\$\{AWS::Partition\}):([a-z]+):`,
		arn, 1,
	)
}

_types := {
	"AWS::Batch::JobQueue": "the job queue",
	"AWS::CodeBuild::Project": "the build",
	"AWS::CodePipeline::Pipeline": "the pipeline",
	"AWS::ECS::Cluster": "the cluster",
	"AWS::Events::ApiDestination": "the API destination",
	"AWS::Kinesis::Stream": "the stream",
	"AWS::KinesisFirehose::DeliveryStream": "the delivery stream",
	"AWS::StepFunctions::StateMachine": "the state machine",
}

_services := {
	"batch": "the job queue",
	"codebuild": "the build",
	"codepipeline": "the pipeline",
	"ecs": "the cluster",
	"firehose": "the delivery stream",
	"kinesis": "the stream",
	"states": "the state machine",
}
