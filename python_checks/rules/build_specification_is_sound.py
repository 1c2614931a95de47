# METADATA
# title: A build specification can be read
# description: >-
#   CodeBuild reads the specification when a build starts. One that is no YAML, or in which a command is something else
#   than text, ends each build before its first command.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
# custom:
#   id: FC_CODEBUILD_001
#   severity: critical
#   category: operations
#   types: [AWS::CodeBuild::Project]
#   attributes: [Source.BuildSpec]
#   failures: [E-invalid_property_value]
#   remediation:
#     cloudformation: |
#       BuildSpec: |
#         version: 0.2
#         phases:
#           build:
#             commands:
#               - 'echo "Revision: $CODEBUILD_RESOLVED_SOURCE_VERSION"' # in quotes, for there is a colon and a space
#     terraform: |
#       buildspec = <<-EOF
#         version: 0.2
#         phases:
#           build:
#             commands:
#               - 'echo "Revision: $CODEBUILD_RESOLVED_SOURCE_VERSION"' # in quotes, for there is a colon and a space
#       EOF
"""A specification in a file of the source is out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import buildspecs, functions
from python_checks.source.outcomes import Outcome, wrong


def concerns(resource: Resource, document: Document) -> bool:
    return buildspecs.is_inline(resource) or functions.open_reason(resource, buildspecs.PLACE) is not None


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    if buildspecs.is_inline(resource):
        for line, fault in buildspecs.read(str(functions.setting(resource, "Source", "BuildSpec"))).faults:
            yield wrong(fault, buildspecs.PLACE, buildspecs.place(resource, line))
