# METADATA
# title: A pipeline reaches GitHub through a connection
# description: >-
#   AWS advises against the older action, which works with a personal token: it can do what its owner can in all of the
#   owner's repositories, has to be kept and changed by hand, and stops working with the person.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/codepipeline/latest/userguide/appendix-github-oauth.html
#   - https://docs.aws.amazon.com/codepipeline/latest/userguide/update-github-action-connections.html
# custom:
#   id: FC_CODEPIPELINE_002
#   severity: medium
#   category: credentials
#   types: [AWS::CodePipeline::Pipeline]
#   attributes:
#     - Stages[].Actions[].ActionTypeId.Provider
#   failures: [E-deprecated_attribute]
#   remediation:
#     cloudformation: |
#       # the pipeline's role allows codestar-connections:UseConnection on the connection
#       ActionTypeId:
#         Category: Source
#         Owner: AWS
#         Provider: CodeStarSourceConnection
#         Version: "1"
#       Configuration:
#         ConnectionArn: !Ref GitHub # AWS::CodeConnections::Connection
#         FullRepositoryId: shop/web
#         BranchName: main
#     terraform: |
#       # the pipeline's role allows codestar-connections:UseConnection on the connection
#       owner    = "AWS"
#       provider = "CodeStarSourceConnection"
#       configuration = {
#         ConnectionArn    = aws_codestarconnections_connection.github.arn
#         FullRepositoryId = "shop/web"
#         BranchName       = "main"
#       }
package stackgrade.rules.codepipeline.github_through_a_connection

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(pipeline, path, "the source is reached with somebody's token") if {
	some pipeline in resources.own("AWS::CodePipeline::Pipeline")
	some i, stage in pipeline.properties.Stages
	some j, action in stage.Actions
	action.ActionTypeId.Category == "Source"
	action.ActionTypeId.Provider == "GitHub"
	path := ["Stages", i, "Actions", j, "ActionTypeId", "Provider"]
}
