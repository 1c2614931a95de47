# METADATA
# title: An action takes only artifacts that an action before it makes
# description: >-
#   A pipeline is refused when an action takes an artifact that no earlier action puts out.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
# custom:
#   id: FC_CODEPIPELINE_050
#   severity: critical
#   category: operations
#   types: [AWS::CodePipeline::Pipeline]
#   attributes:
#     - Stages[].Actions[].InputArtifacts[].Name
#     - Stages[].Actions[].OutputArtifacts[].Name
#   failures: [E-codepipeline_artifact_mismatch]
#   remediation:
#     cloudformation: |
#       OutputArtifacts:
#         - Name: Source # the InputArtifacts of the next stage have the same name
#     terraform: |
#       output_artifacts = ["source"] # the input_artifacts of the next stage
package stackgrade.rules.codepipeline.artifacts_are_made

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(pipeline, path, message) if {
	some pipeline in resources.own("AWS::CodePipeline::Pipeline")
	some i, stage in pipeline.properties.Stages
	some j, action in stage.Actions
	some k, artifact in action.InputArtifacts
	is_string(artifact.Name)
	not artifact.Name in _made_before(pipeline, i, object.get(action, "RunOrder", 1))
	path := ["Stages", i, "Actions", j, "InputArtifacts", k, "Name"]
	message := concat("", ["no action before this one puts out ", artifact.Name])
}

_made_before(pipeline, stage, order) := {artifact.Name |
	some i, before in pipeline.properties.Stages
	some action in before.Actions
	_is_before([i, object.get(action, "RunOrder", 1)], [stage, order])
	some artifact in action.OutputArtifacts
}

_is_before(one, other) if one[0] < other[0]

_is_before(one, other) if {
	one[0] == other[0]
	one[1] < other[1]
}
