# METADATA
# title: A runbook whose script calls AWS has a role
# description: >-
#   The scripts of a runbook run with the role that it names, and without any permission where it names none: unlike
#   other steps, they do not have those of who starts it. Their first call of AWS fails, and with it the step.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-document-script-considerations.html
# custom:
#   id: FC_SSM_071
#   severity: high
#   category: access
#   types: [AWS::SSM::Document]
#   attributes: ["Content.mainSteps[].inputs.Script"]
#   presence: [Content.assumeRole]
#   failures: [F-001-07.4]
#   remediation:
#     cloudformation: |
#       Content:
#         schemaVersion: "0.3"
#         assumeRole: !GetAtt RunbookRole.Arn # beside mainSteps; the role trusts ssm.amazonaws.com
#     terraform: |
#       content = jsonencode({
#         schemaVersion = "0.3"
#         assumeRole    = aws_iam_role.runbook.arn # beside mainSteps; the role trusts ssm.amazonaws.com
#       })
package stackgrade.rules.ssm.scripts_have_a_role

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[document.address] := document if {
	some document in resources.own("AWS::SSM::Document")
	document.properties.DocumentType == "Automation"
	_runs_scripts(document.properties.Content)
}

fail contains findings.proven_at(document, _place(content), "a script calls AWS, and the runbook names no role") if {
	some document in subject
	content := document.properties.Content
	_calls_aws(content)
	not _names_a_role(content)
}

_place(content) := "Content" if is_string(content)

_place(content) := "Content.assumeRole" if is_object(content)

_runs_scripts(content) if {
	some step in content.mainSteps
	step.action == "aws:executeScript"
}

_runs_scripts(content) if _is_script_in_text(content)

_calls_aws(content) if {
	some step in content.mainSteps
	step.action == "aws:executeScript"
	regex.match(_client, step.inputs.Script)
}

_calls_aws(content) if {
	_is_script_in_text(content)
	regex.match(_client, content)
}

_names_a_role(content) if content.assumeRole != ""

_names_a_role(content) if regex.match(`\bassumeRole\b`, content)

# In the text of the document; what is filled in may be any part of it.
_is_script_in_text(content) if {
	is_string(content)
	contains(content, "aws:executeScript")
	not contains(content, "${")
}

_client := `\bboto3\.(client|resource)\(`
