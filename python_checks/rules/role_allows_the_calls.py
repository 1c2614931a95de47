# METADATA
# title: The role of a function allows what its code calls
# description: >-
#   A call that the role does not allow is refused when it is made: the function is deployed, and fails at its first
#   event.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
#   - https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
# custom:
#   id: FC_SOURCE_014
#   severity: high
#   category: access
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   companions: [AWS::IAM::Role.ManagedPolicyArns, AWS::IAM::Role.Policies]
#   failures: [F-004-07.1]
#   remediation:
#     cloudformation: |
#       # the action of the call that the message names, on what the code uses
#       Policies:
#         - PolicyName: orders
#           PolicyDocument:
#             Version: "2012-10-17"
#             Statement:
#               - Effect: Allow
#                 Action: dynamodb:PutItem
#                 Resource: !GetAtt Orders.Arn
#     terraform: |
#       statement { # the action of the call that the message names, on what the code uses
#         actions   = ["dynamodb:PutItem"]
#         resources = [aws_dynamodb_table.orders.arn]
#       }
"""Whether the action is allowed on anything; which resource the code means is seldom in sight."""

from __future__ import annotations

import json
from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions, permissions
from python_checks.source.outcomes import Outcome, unknown, wrong


def concerns(resource: Resource, document: Document) -> bool:
    return functions.in_sight(resource, document) and permissions.role(resource, document) is not None


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    role = permissions.role(resource, document)
    if role is None:
        return
    needed = {
        wanted: (source, call)
        for source in reversed(functions.sound(resource, document) or ())
        for call in reversed(source.program.calls)
        if (wanted := permissions.action(call)) is not None
    }
    try:
        patterns = permissions.allowed(role, document)
    except permissions.Undecided as reason:
        if needed:
            yield unknown(f"what the role allows cannot be told: {reason}", "Role")
        return
    written = json.dumps(role["raw"])
    chosen = written.lower() if "Fn::If" in written else ""
    for wanted, (source, call) in sorted(needed.items()):
        if permissions.matches(wanted, patterns):
            continue
        if wanted.lower() in chosen:
            yield unknown(f"a condition decides whether the role allows {wanted}", "Role")
        else:
            service = wanted.partition(":")[0]
            yield wrong(
                f"the code calls {call.operation} of {service}, which the role {role['address']} does not allow",
                functions.attribute(resource),
                source.place(call.line),
            )
