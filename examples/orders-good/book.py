"""Books the orders that wait in the queue."""

import json
import os

import boto3
import pg8000.native

secrets = boto3.client("secretsmanager")


def connected():
    secret = json.loads(secrets.get_secret_value(SecretId=os.environ["SECRET_ARN"])["SecretString"])
    return pg8000.native.Connection(
        secret["username"], os.environ["DATABASE"], "orders", password=secret["password"], ssl_context=True
    )


def handler(event, context):
    failed = []
    with connected() as database:
        for record in event["Records"]:
            try:
                order = json.loads(record["body"])
                database.run(
                    "INSERT INTO orders (id, content) VALUES (:id, :content)",
                    id=order["id"],
                    content=record["body"],
                )
            except (KeyError, ValueError, pg8000.native.DatabaseError):
                failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
