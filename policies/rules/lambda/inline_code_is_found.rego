# METADATA
# title: The handler of inline code is in index
# description: >-
#   Lambda puts code that stands in the template into a file called index. A handler in a file of another name is not
#   found, and every invocation fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
# custom:
#   id: FC_LAMBDA_003
#   severity: critical
#   category: operations
#   languages: [cloudformation]
#   types: [AWS::Lambda::Function]
#   attributes: [Handler]
#   failures: [E-lambda_handler_mismatch]
#   remediation:
#     cloudformation: |
#       Handler: index.handler
package stackgrade.rules.lambda.inline_code_is_found

import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

subject[resource.address] := resource if {
	some resource in resources.own("AWS::Lambda::Function")
	resources.has(resource, ["Code", "ZipFile"])
	resources.has(resource, ["Handler"])
}

fail contains findings.at(resource, "Handler", "the inline code is not in this file, but in index") if {
	some resource in subject
	not startswith(object.get(resource.properties, "Handler", ""), "index.")
}
