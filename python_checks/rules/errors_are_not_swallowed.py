# METADATA
# title: A function swallows no error of AWS
# description: >-
#   A handler that catches every error and does nothing makes a success of each failure: the data is lost, the event is
#   not delivered again, and no log says why.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/boto3/latest/guide/error-handling.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
# custom:
#   id: FC_SOURCE_016
#   severity: low
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [F-004-05.2]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         except ClientError:
#             logger.exception("order %s was not stored", event["order"]["id"])
#             raise
#     terraform: |
#       # in the code
#       except ClientError:
#           logger.exception("order %s was not stored", event["order"]["id"])
#           raise
"""Only around calls of AWS: to go on without something else may be what its author wants."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def concerns(resource: Resource, document: Document) -> bool:
    sources = functions.sound(resource, document) or ()
    calling = any(source.program.calls for source in sources)
    return functions.in_sight(resource, document) and (calling or not functions.complete(resource, document))


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sound(resource, document) or ():
        for line in source.program.swallows:
            yield wrong(
                "every error of AWS is caught here, and nothing is done about it",
                functions.attribute(resource),
                source.place(line),
            )
