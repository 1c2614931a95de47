# METADATA
# title: A function reaches Aurora through the Data API or a proxy
# description: >-
#   Each parallel run of a function opens a database connection of its own, which the database runs out of, and waits
#   for it. The Data API takes statements over HTTPS and needs no place in the VPC; an RDS proxy shares connections.
# scope: package
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.html
# custom:
#   id: FC_SOURCE_010
#   severity: medium
#   category: operations
#   types: [AWS::Lambda::Function]
#   attributes: [Code.ZipFile, Runtime]
#   failures: [F-004-02]
#   remediation:
#     cloudformation: |
#       ZipFile: |
#         client = boto3.client("rds-data")
#         client.execute_statement(resourceArn=CLUSTER, secretArn=SECRET, database="shop", sql=sql)
#     cloudformation/nodejs: |
#       ZipFile: |
#         const data = new RDSDataClient({});
#         const cluster = { resourceArn: CLUSTER, secretArn: SECRET, database: "shop" };
#         await data.send(new ExecuteStatementCommand({ ...cluster, sql }));
#     terraform: |
#       # in the code
#       client = boto3.client("rds-data")
#       client.execute_statement(resourceArn=CLUSTER, secretArn=SECRET, database="shop", sql=sql)
#     terraform/nodejs: |
#       # in the code
#       const data = new RDSDataClient({});
#       const cluster = { resourceArn: CLUSTER, secretArn: SECRET, database: "shop" };
#       await data.send(new ExecuteStatementCommand({ ...cluster, sql }));
"""Only where the stack has an Aurora cluster and no proxy in front of it; a rotation has to try a new password out."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.model import Document, Resource
from python_checks.source import functions
from python_checks.source.outcomes import Outcome, unknown, wrong

_DRIVERS = {
    "pymysql": "mysql", "MySQLdb": "mysql", "mysql": "mysql", "aiomysql": "mysql", "mysql2": "mysql",
    "psycopg2": "postgres", "psycopg": "postgres", "pg8000": "postgres", "asyncpg": "postgres", "pg": "postgres",
}  # fmt: skip


def concerns(resource: Resource, document: Document) -> bool:
    return (
        functions.in_sight(resource, document)
        and any(_engines(document))
        and not functions.rotates(resource, document)
    )


def judge(resource: Resource, document: Document) -> Iterator[Outcome]:
    if any(one["type"] == "AWS::RDS::DBProxy" for one in document.data["resources"].values()):
        return
    engines = [*_engines(document)]
    for source in functions.sound(resource, document) or ():
        for one in source.program.imports:
            kind = _DRIVERS.get(one.module.partition(".")[0].partition("/")[0])
            if kind is None:
                continue
            if any(kind in engine for engine in engines):
                yield wrong(
                    f"the code opens connections of its own with {one.module}",
                    functions.attribute(resource),
                    source.place(one.line),
                )
            elif "?" in engines:
                yield unknown("the engine of the cluster is not known", functions.attribute(resource))


def _engines(document: Document) -> Iterator[str]:
    """The engines of the stack's Aurora clusters, "?" for one that is not known."""
    for resource in document.data["resources"].values():
        if resource["type"] == "AWS::RDS::DBCluster":
            engine = resource["properties"].get("Engine")
            if not isinstance(engine, str) or "${" in engine:
                yield "?"
            elif engine.startswith("aurora"):
                yield "aurora-mysql" if engine == "aurora" else engine
