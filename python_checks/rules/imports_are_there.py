# METADATA
# title: A function imports what its runtime has
# description: >-
#   A module that is neither part of the runtime nor of the package makes every invocation fail at the import. The
#   runtimes of Python bring boto3 along and no driver, requests or pandas; those of Node.js from 18 on bring version 3
#   of the SDK and no `aws-sdk`. Inline code is one file, so that everything else has to come from a layer.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/python-package.html
#   - https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html
# custom:
#   id: FC_SOURCE_003
#   severity: critical
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Layers, Runtime]
#   failures: [E-lambda_dependencies_missing]
#   remediation:
#     cloudformation: |
#       Layers:
#         - !Ref DriverLayer    # AWS::Lambda::LayerVersion with the module
#     terraform: |
#       layers = [aws_lambda_layer_version.driver.arn]
"""What a layer holds is seldom in sight: with one, nothing is certain."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions, runtimes
from python_checks.source.outcomes import Outcome, unknown, wrong


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    code = functions.code(resource, document)
    if code is None:
        return
    for source in functions.sources(resource, document) or ():
        for one in source.program.imports:
            if one.optional or runtimes.has(resource, one.module, source.file, code):
                continue
            name = runtimes.package(resource, one.module)
            if functions.layers(resource):
                yield unknown(f"a layer may bring {name}", "Layers")
            elif runtimes.is_named(name, code):
                yield unknown(
                    f"{name} may be installed before the code is packaged", functions.attribute(resource)
                )
            elif not code.missing:
                yield wrong(
                    f"{name} is not part of {functions.setting(resource, 'Runtime')}, and no layer brings it",
                    functions.attribute(resource),
                    source.place(one.line),
                )
