# METADATA
# title: Something starts a pipeline
# description: >-
#   A pipeline that does not poll its source is started by an event. Where no rule sends it one, changes lie there until
#   somebody releases them by hand.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/codepipeline/latest/userguide/PollForSourceChanges-defaults.html
#   - https://docs.aws.amazon.com/codepipeline/latest/userguide/triggering.html
# custom:
#   id: FC_CODEPIPELINE_001
#   severity: medium
#   category: operations
#   types: [AWS::CodePipeline::Pipeline]
#   attributes:
#     - Stages[].Actions[].ActionTypeId.Provider
#     - Stages[].Actions[].Configuration.PollForSourceChanges
#   companions:
#     - AWS::Events::Rule.Targets
#     - AWS::Events::Rule.Targets[].Arn
#   failures: [E-missing_event_trigger]
#   remediation:
#     cloudformation: |
#       SourceChanged:
#         Type: AWS::Events::Rule
#         Properties:
#           EventPattern:
#             source: [aws.codecommit]
#             detail-type: [CodeCommit Repository State Change]
#             resources: [!GetAtt Repository.Arn]
#             detail: {referenceType: [branch], referenceName: [main]}
#           Targets:
#             - Id: pipeline
#               Arn: !Sub arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}
#               RoleArn: !GetAtt StartRole.Arn # allows codepipeline:StartPipelineExecution
#     cloudformation/bucket: |
#       # with NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}} of the bucket
#       SourceChanged:
#         Type: AWS::Events::Rule
#         Properties:
#           EventPattern:
#             source: [aws.s3]
#             detail-type: [Object Created]
#             detail:
#               bucket: {name: [!Ref SourceBucket]}
#               object: {key: [source.zip]} # the S3ObjectKey of the action
#           Targets:
#             - Id: pipeline
#               Arn: !Sub arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}
#               RoleArn: !GetAtt StartRole.Arn # allows codepipeline:StartPipelineExecution
#     terraform: |
#       resource "aws_cloudwatch_event_rule" "source_changed" {
#         event_pattern = jsonencode({
#           source      = ["aws.codecommit"]
#           detail-type = ["CodeCommit Repository State Change"]
#           resources   = [aws_codecommit_repository.shop.arn]
#           detail      = { referenceType = ["branch"], referenceName = ["main"] }
#         })
#       }
#
#       resource "aws_cloudwatch_event_target" "pipeline" {
#         rule     = aws_cloudwatch_event_rule.source_changed.name
#         arn      = aws_codepipeline.pipeline.arn
#         role_arn = aws_iam_role.start.arn # allows codepipeline:StartPipelineExecution
#       }
#     terraform/bucket: |
#       resource "aws_s3_bucket_notification" "source" {
#         bucket      = aws_s3_bucket.source.id
#         eventbridge = true
#       }
#
#       resource "aws_cloudwatch_event_rule" "source_changed" {
#         event_pattern = jsonencode({
#           source      = ["aws.s3"]
#           detail-type = ["Object Created"]
#           detail = {
#             bucket = { name = [aws_s3_bucket.source.id] }
#             object = { key = ["source.zip"] } # the S3ObjectKey of the action
#           }
#         })
#       }
#
#       resource "aws_cloudwatch_event_target" "pipeline" {
#         rule     = aws_cloudwatch_event_rule.source_changed.name
#         arn      = aws_codepipeline.pipeline.arn
#         role_arn = aws_iam_role.start.arn # allows codepipeline:StartPipelineExecution
#       }
package stackgrade.rules.codepipeline.something_starts_it

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources
import data.stackgrade.lib.texts

metadata := rego.metadata.chain()[1].annotations

subject[pipeline.address] := pipeline if {
	some pipeline in resources.own("AWS::CodePipeline::Pipeline")
	count(_sources(pipeline)) > 0
	every source in _sources(pipeline) {
		_waits_for_events(source)
	}
}

fail contains findings.of_case(finding, _case(pipeline)) if {
	some pipeline in subject
	not _is_target(pipeline)
	not _may_be_started
	finding := findings.missing(pipeline, "it polls no source, and no event starts it")
}

_case(pipeline) := {"CodeCommit": "repository", "S3": "bucket"}[_sources(pipeline)[0].ActionTypeId.Provider]

_sources(pipeline) := [action |
	some stage in pipeline.properties.Stages
	some action in stage.Actions
	action.ActionTypeId.Category == "Source"
]

# Connections and ECR have no such setting; one of the former starts the pipeline by itself.
_waits_for_events(source) if {
	source.ActionTypeId.Provider in {"CodeCommit", "S3"}
	source.Configuration.PollForSourceChanges in {false, "false"}
}

_is_target(pipeline) if {
	some edge in resources.edges_to(pipeline.address)
	input.resources[edge.source].type in {"AWS::Events::Rule", "AWS::Scheduler::Schedule"}
	startswith(edge.attribute, "Target")
}

_is_target(pipeline) if {
	some rule in resources.of("AWS::Events::Rule")
	some target in rule.properties.Targets
	endswith(target.Arn, concat("", [":", pipeline.properties.Name]))
}

# By a function, a build or a person that the stack lets do so.
_may_be_started if {
	some text in texts.joined
	contains(text, "codepipeline:StartPipelineExecution")
}
