# METADATA
# title: A function's code can be read
# description: >-
#   Code with a syntax error does not start: every invocation fails, and neither a template's validation nor its
#   deployment says so.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
# custom:
#   id: FC_SOURCE_001
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [E-lambda_handler_mismatch]
#   remediation:
#     cloudformation: |
#       Code:
#         ZipFile: |
#           def handler(event, context):
#               return {"statusCode": 200}
#     terraform: |
#       # check the file before it is packaged: python -m py_compile src/index.py
#       data "archive_file" "orders" {
#         type        = "zip"
#         source_file = "${path.module}/src/index.py"
#         output_path = "${path.module}/orders.zip"
#       }
"""What the template fills in stands for a name or a part of a text; where that does not help, nothing is certain."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions, words
from python_checks.source.outcomes import Outcome, unknown, wrong


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sources(resource, document) or ():
        if source.program.fault is not None:
            line, why = source.program.fault
            if words.TOKEN.search(source.file.text) and not functions.is_written_out(resource):
                yield unknown("the deployment fills a part of the code in", functions.attribute(resource))
            else:
                yield wrong(
                    f"the code cannot be read: {why} in line {line} of {source.file.name}",
                    functions.attribute(resource),
                    source.place(line),
                )
