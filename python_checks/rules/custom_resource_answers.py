# METADATA
# title: A custom resource is answered, whatever happens
# description: >-
#   CloudFormation waits for an answer of the function behind a custom resource, on creation, change and deletion. When
#   none comes, because the function never sends one or an error ends it before, the stack hangs for an hour and then
#   fails, and so does its rollback.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-lambda-function-code-cfnresponsemodule.html
# custom:
#   id: FC_SOURCE_007
#   severity: high
#   category: operations
#   languages: [cloudformation]
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [F-004-05.2]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         import cfnresponse
#         def handler(event, context):
#             try:
#                 if event["RequestType"] != "Delete":
#                     create(event["ResourceProperties"])
#                 cfnresponse.send(event, context, cfnresponse.SUCCESS, {})
#             except Exception as error:
#                 print(error)
#                 cfnresponse.send(event, context, cfnresponse.FAILED, {"Error": str(error)})
#     cloudformation/nodejs: |
#       ZipFile: |
#         const response = require("cfn-response");
#         exports.handler = async (event, context) => {
#           try {
#             if (event.RequestType !== "Delete") await create(event.ResourceProperties);
#             await response.send(event, context, response.SUCCESS, {});
#           } catch (error) {
#             console.error(error);
#             await response.send(event, context, response.FAILED, { Error: String(error) });
#           }
#         };
"""An answer is a call of `cfnresponse.send`, or anything that is sent to the `ResponseURL`."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, unknown, wrong


def concerns(resource: Resource, document: Document) -> bool:
    return functions.in_sight(resource, document) and any(functions.custom_resources(resource, document))


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    if functions.layers(resource):
        yield unknown("a layer may send the answer", "Layers")
        return
    programs = [source.program for source in functions.sound(resource, document) or ()]
    if not programs or functions.missing(resource, document):
        return
    if not any(program.signals for program in programs):
        yield wrong("the code never answers CloudFormation", functions.attribute(resource))
    elif not any(program.signals_failure for program in programs):
        yield wrong(
            "the code does not answer CloudFormation when an error ends it", functions.attribute(resource)
        )
