# METADATA
# title: The code names no region or account
# description: >-
#   A region or account that stands in a function's code sends its calls there from wherever the stack is deployed, and
#   to the wrong resources. Clients take the function's own region when they are told none.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
# custom:
#   id: FC_SOURCE_012
#   severity: low
#   category: interface
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [E-hardcoded_region, E-hardcoded_account_id]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         client = boto3.client("sns")    # of the function's own region
#         client.publish(TopicArn=os.environ["TOPIC_ARN"], Message=message)
#     cloudformation/nodejs: |
#       ZipFile: |
#         const client = new SNSClient({}); // of the function's own region
#         await client.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: message }));
#     terraform: |
#       # in the code
#       client = boto3.client("sns")    # of the function's own region
#       client.publish(TopicArn=os.environ["TOPIC_ARN"], Message=message)
#     terraform/nodejs: |
#       # in the code
#       const client = new SNSClient({}); // of the function's own region
#       await client.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: message }));
"""Services that are in one region only may be called there; defaults and lists of regions are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong

_REGION = r"(?:us|eu|ap|sa|ca|me|af|il|mx|cn)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)+(?:east|west)?-\d"
_WHOLE = re.compile(_REGION)
_ARN = re.compile(rf"arn:aws[\w-]*:(?P<service>[\w-]+):(?P<region>{_REGION})?:(?P<account>\d{{12}})?:")
_GLOBAL = frozenset(
    {"account", "acm", "billing", "budgets", "ce", "cloudfront", "cloudwatch", "cur", "globalaccelerator", "health",
     "iam", "organizations", "pricing", "route53", "route53domains", "savingsplans", "shield", "sts", "support",
     "waf", "wafv2"}
)  # fmt: skip


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sound(resource, document) or ():
        for one in source.program.texts:
            arn = _ARN.match(one.text)
            named = arn and (arn["region"] or arn["account"])
            if _WHOLE.fullmatch(one.text) and one.service and one.service not in _GLOBAL:
                named = one.text
            if named:
                what = "account" if named.isdigit() else "region"
                yield wrong(
                    f"the code names the {what} {named}",
                    functions.attribute(resource),
                    source.place(one.line),
                )
