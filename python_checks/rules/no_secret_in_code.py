# METADATA
# title: No secret stands in the code
# description: >-
#   A password or token in a function's code is seen by everybody who may read the template, the repository or the
#   function, and cannot be rotated without a deployment.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
# custom:
#   id: FC_SOURCE_011
#   severity: critical
#   category: credentials
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [F-000-01, E-hardcoded_secret_in_env]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         secret = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET_ARN"])
#         password = json.loads(secret["SecretString"])["password"]
#     cloudformation/nodejs: |
#       ZipFile: |
#         const client = new SecretsManagerClient({});
#         const secret = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
#         const { password } = JSON.parse(secret.SecretString);
#     terraform: |
#       # in the code
#       secret = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET_ARN"])
#       password = json.loads(secret["SecretString"])["password"]
#     terraform/nodejs: |
#       # in the code
#       const client = new SecretsManagerClient({});
#       const secret = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
#       const { password } = JSON.parse(secret.SecretString);
"""By the name of what a text is given to. What has the form of a key is for FC_CREDENTIAL_005."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, wrong


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    for source in functions.sound(resource, document) or ():
        for one in source.program.secrets:
            yield wrong(
                f"{one.name} stands in the code in the clear",
                functions.attribute(resource),
                source.place(one.line),
            )
