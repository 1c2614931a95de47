# METADATA
# title: The scripts of a runbook have a runtime that is supported
# description: >-
#   Since 10 September 2025 Systems Manager neither takes nor runs a runbook whose scripts ask for Python 3.9 or older.
#   The document cannot be created, and what remedies with it stays undone.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
#   - https://github.com/intuit/Trapheus/issues/225
# custom:
#   id: FC_SSM_070
#   severity: high
#   category: operations
#   types: [AWS::SSM::Document]
#   attributes: [Content]
#   failures: [E-outdated_lambda_runtime]
#   remediation:
#     cloudformation: |
#       - name: tag
#         action: aws:executeScript
#         inputs:
#           Runtime: python3.11
#     terraform: |
#       inputs = { Runtime = "python3.11", Handler = "tag", Script = file("${path.module}/tag.py") }
package stackgrade.rules.ssm.runbooks_have_a_runtime

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[document.address] := document if {
	some document in resources.own("AWS::SSM::Document")
	count(_runtimes(document)) > 0
}

fail contains findings.at(document, path, message) if {
	some document in subject
	some [path, runtime] in _runtimes(document)
	regex.match(`^python3\.[0-9]$`, runtime)
	message := concat("", ["support for ", runtime, " ended on 2025-09-10"])
}

_runtimes(document) := {[["Content", "mainSteps", i, "inputs", "Runtime"], step.inputs.Runtime] |
	some i, step in document.properties.Content.mainSteps
	step.action == "aws:executeScript"
	is_string(step.inputs.Runtime)
} | {[["Content"], found[1]] |
	is_string(document.properties.Content)
	contains(document.properties.Content, "aws:executeScript")
	some found in regex.find_all_string_submatch_n(`\bRuntime["']?:\s*["']?([\w.]+)`, document.properties.Content, -1)
}
