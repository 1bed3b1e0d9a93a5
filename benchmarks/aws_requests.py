"""AWS requests per product, counted at botocore in the three real handlers, on an AWS in memory (moto).

`python -m benchmarks.aws_requests [PRODUCTS ...]` prints 5, 100 and 200 by default. The contact sheet, which reads
every variant once more, has a row of its own; what Lambda itself asks of SQS is not counted.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from types import SimpleNamespace
from typing import Any

import boto3
from botocore.response import StreamingBody
from moto import mock_aws
from PIL import Image

BUCKET, TABLE, BUS = "measured-bucket", "measured-table", "measured-bus"
_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_DEFAULT_REGION": "us-east-1",
    "S3_BUCKET_NAME": BUCKET,
    "CAMPAIGNS_TABLE": TABLE,
    "EVENT_BUS_NAME": BUS,
    "QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/none",
    "DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/none-dlq",
    "TRIES": "3",
    "RETRY_BASE_SECONDS": "1",
    "RATE_GENERATION": "0.30",
    "RATE_PROCESSING": "0.01",
    "RATE_VARIANTS": "0.05",
    "BEDROCK_MODEL_ID": "stability.stable-image-core-v1:1",
    "BEDROCK_REGION": "us-west-2",
    "MODEL_READ_TIMEOUT_SECONDS": "50",
    "POWERTOOLS_SERVICE_NAME": "measured",
    "POWERTOOLS_METRICS_NAMESPACE": "Measured",
    "LOG_LEVEL": "ERROR",
}


class Account:
    """`asked` counts requests by stage and operation; `events` are what the stages have put on the bus, and wait.

    `seconds` are those of each invocation by stage, `announced` counts all events, `printed` is what the functions
    print (their metrics).
    """

    def __init__(self, picture: bytes, printed: io.StringIO) -> None:
        self.asked: dict[str, Counter[str]] = {}
        self.seconds: dict[str, list[float]] = {}
        self.announced = 0
        self.printed = printed
        self.events: list[dict[str, Any]] = []
        self.stage = "set-up"
        self._picture = base64.b64encode(picture).decode()
        boto3.setup_default_session()
        boto3.DEFAULT_SESSION.events.register("before-call", self._count)  # type: ignore[union-attr]
        s3, dynamodb, events = boto3.client("s3"), boto3.client("dynamodb"), boto3.client("events")
        s3.create_bucket(Bucket=BUCKET)
        s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        events.create_event_bus(Name=BUS)
        dynamodb.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("campaign_id", "sk")],
            KeySchema=[
                {"AttributeName": "campaign_id", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
        )
        self.s3 = s3

    def _count(self, model: Any, params: Any, **_: Any) -> Any:
        """Every call of every client, before it is sent; the image model answers here."""
        self.asked.setdefault(self.stage, Counter())[model.name] += 1
        if model.name == "PutEvents":
            entries = json.loads(params["body"])["Entries"]
            self.announced += len(entries)
            self.events += entries
        if model.name != "InvokeModel":
            return None
        answer = json.dumps({"images": [self._picture], "finish_reasons": [None], "seeds": [1]}).encode()
        return SimpleNamespace(status_code=200), {"body": StreamingBody(io.BytesIO(answer), len(answer))}

    def upload(self, products: int, *, reused: bool) -> str:
        """The notification of a brief whose products each have an asset in a folder of their own, or none."""
        self.stage = "set-up"
        brand = f"brand-{products}-{reused}"  # no recipe stands in the cache for it
        brief: dict[str, Any] = {"campaign_name": brand, "campaign_message": "Keeps cold for a day", "products": []}
        for number in range(products):
            product = {"name": f"{brand} flask {number}"}
            if reused:
                product["existing_assets"] = f"{brand}/flask-{number}/product.png"
                self.s3.put_object(Bucket=BUCKET, Key=f"existing-assets/{product['existing_assets']}", Body=_png())
            brief["products"].append(product)
        key = f"input/campaign-briefs/{brand}.json"
        version = self.s3.put_object(Bucket=BUCKET, Key=key, Body=json.dumps(brief).encode())["VersionId"]
        entity = {"key": key, "versionId": version, "size": 1}
        record = {"eventTime": "2026-11-23T09:30:15.000Z", "s3": {"bucket": {"name": BUCKET}, "object": entity}}
        return json.dumps({"Records": [record]})


def _png() -> bytes:
    """A dark box on white ground: the renderer has a product to place."""
    picture = Image.new("RGB", (512, 512), "white")
    picture.paste((40, 60, 90), (180, 120, 330, 400))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@contextmanager
def account(picture: bytes | None = None) -> Iterator[Account]:
    """One for the whole process: the handlers make their clients when they are imported.

    `picture` is the PNG that the image model answers with.
    """
    os.environ.update(_ENVIRONMENT)
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        os.environ.pop(name, None)
    logging.disable(logging.CRITICAL)
    with mock_aws(), redirect_stdout(io.StringIO()) as printed:
        yield Account(picture or _png(), printed)


def run(made: Account, notification: str) -> None:
    """The whole campaign, message by message, as the rules route it."""
    from infra.routes import ROUTES
    from services.generator.handler import handler as generator
    from services.parser.handler import handler as parser
    from services.variants.handler import handler as variants

    handlers = {"parser": parser, "generator": generator, "variants": variants}
    _invoke(made, "parser", parser, notification)
    while made.events:
        entry = made.events.pop(0)
        detail = json.loads(entry["Detail"])
        for route in ROUTES:
            if route.event.__name__ == entry["DetailType"] and _matches(route.detail, detail):
                body = json.dumps({"detail-type": entry["DetailType"], "detail": detail})
                label = "contact sheet" if route.rule == "contact-sheet" else route.to
                _invoke(made, label, handlers[route.to], body)


def _matches(pattern: Any, detail: Any) -> bool:
    if isinstance(pattern, list):
        return detail in pattern
    return all(name in detail and _matches(inner, detail[name]) for name, inner in pattern.items())


def _invoke(made: Account, label: str, handler: Any, body: str) -> None:
    made.stage = label
    attributes = {"ApproximateReceiveCount": "1"}
    record = {
        "messageId": "m",
        "receiptHandle": "r",
        "body": body,
        "attributes": attributes,
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:0:q",
        "awsRegion": "us-east-1",
    }
    start = time.perf_counter()
    failed = handler({"Records": [record]}, None)["batchItemFailures"]
    made.seconds.setdefault(label, []).append(time.perf_counter() - start)
    if failed:
        raise RuntimeError(f"{label} failed: {body[:200]}")


def main(sizes: list[int]) -> None:
    with account() as made:
        for reused, products in [(reused, products) for reused in (True, False) for products in sizes]:
            made.asked.clear()
            run(made, made.upload(products, reused=reused))
            _say("reused picture" if reused else "new picture", products, made.asked)


def _say(what: str, products: int, asked: dict[str, Counter[str]]) -> None:
    total = sum(sum(asked[stage].values()) for stage in ("parser", "generator", "variants") if stage in asked)
    print(f"{what}, {products} products: {total / products:.2f} requests per product", file=sys.stderr)
    for stage, counts in asked.items():
        each = ", ".join(f"{name} {count / products:.2f}" for name, count in counts.most_common())
        print(f"    {stage}: {each}", file=sys.stderr)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [5, 100, 200])
