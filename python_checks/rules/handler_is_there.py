# METADATA
# title: The handler is in the code
# description: >-
#   Lambda calls the function that the handler names, in the file that it names. Where the code has no such function,
#   every invocation fails.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
# custom:
#   id: FC_SOURCE_002
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Handler, Runtime]
#   failures: [E-lambda_handler_mismatch]
#   remediation:
#     cloudformation: |
#       Handler: index.handler
#       Code:
#         ZipFile: |
#           def handler(event, context):
#               return {"statusCode": 200}
#     cloudformation/nodejs: |
#       Handler: index.handler
#       Code:
#         ZipFile: |
#           exports.handler = async (event) => ({ statusCode: 200 });
#     terraform: |
#       handler = "orders.handler"    # the function `handler` in orders.py
#     terraform/nodejs: |
#       handler = "orders.handler"    # what orders.js exports as `handler`
"""That inline code is in the file `index` is for FC_LAMBDA_003; here, the function in it counts."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, unknown, wrong

_COMPILED = (".ts", ".mts", ".tsx", ".jsx")


def concerns(resource: Resource, document: Document) -> bool:
    handler = functions.setting(resource, "Handler")
    elsewhere = (
        functions.is_inline(resource) and isinstance(handler, str) and not handler.startswith("index.")
    )
    return handler is not None and not elsewhere and functions.in_sight(resource, document)


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    handler = functions.setting(resource, "Handler")
    if functions.missing(resource, document) or not isinstance(handler, str) or "${" in handler:
        return
    code = functions.code(resource, document)
    found = functions.entry(resource, document)
    if found is None:
        names = code.names if code is not None else frozenset()
        if any(one.endswith(_COMPILED) for one in names):
            yield unknown("the code is compiled before it is deployed", "Handler")
        elif not functions.layers(resource):
            have = ", ".join(sorted(names)[:3])
            yield wrong(f"the package has no file for the handler {handler}: it has {have}", "Handler")
        return
    source, name = found
    exports = source.program.exports
    if source.program.fault is None and exports is not None and name.partition(".")[0] not in exports:
        yield wrong(f"{source.file.name} has no function {name}{_nearby([*exports])}", "Handler")


def _nearby(names: list[str]) -> str:
    likely = [name for name in names if "handler" in name.lower() or name == "main"]
    return f", but {likely[0]}" if likely else ""
