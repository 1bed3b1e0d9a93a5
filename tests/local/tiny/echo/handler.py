"""Tells on the bus what it read, what it was denied, and what it finds in its environment."""

import json
import os
from typing import Any

import boto3
from botocore.exceptions import ClientError


def handler(event: dict[str, Any], _context: object) -> None:
    for record in event["Records"]:
        message = json.loads(record["body"])
        for upload in message.get("Records", []):
            _announce(upload["s3"]["bucket"]["name"], upload["s3"]["object"]["key"])


def _announce(bucket: str, key: str) -> None:
    s3 = boto3.client("s3")
    found = {
        "text": s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode(),
        "denied": _denied(lambda: s3.put_object(Bucket=bucket, Key="not-mine", Body=b"")),
        "environment": dict(os.environ),
    }
    detail = json.dumps(found)
    boto3.client("events").put_events(
        Entries=[{"EventBusName": os.environ["BUS"], "Source": "tiny", "DetailType": "Echo", "Detail": detail}]
    )


def _denied(attempt: Any) -> str:
    try:
        attempt()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "nothing"
