"""Peak memory of the parser's function where it has most to do: 200 products with 189 variants each.

`python -m benchmarks.largest_campaign`; the rows lie in the local AWS, each step runs in an interpreter of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import boto3

from local.emulator import ACCESS_KEY, SECRET_KEY, running_emulator
from shared.campaigns import items
from shared.campaigns.records import ProductRecord
from shared.pictures import Check, Variant
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, new_campaign, new_products

_PRODUCTS, _VARIANTS = 200, 189
_TABLE, _BUCKET, _REGION = "measured-table", "measured-bucket", "us-east-1"
_CHECKS = ("contrast", "safe_zone", "product_kept", "text_on_product", "missing_glyphs", "bytes")

_MEASURED = """
import resource, sys
from shared.stage import make_stage
from shared.settings import StageSettings
stage = make_stage("parser", StageSettings())
if sys.argv[1] == "write its manifest":
    stage.manifests.write(sys.argv[2])
if sys.argv[1] == "announce it again":
    campaign = stage.campaigns.campaign(sys.argv[2])
    stage.manifests.not_older_than(campaign)
    list(stage.campaigns.whole(sys.argv[2], with_variants=False)[1])
print([line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0])
"""


def _row(product: ProductRecord) -> ProductRecord:
    checks = {name: Check(value=4.5678, bar=">= 4.5", passed=True) for name in _CHECKS}
    variants = tuple(
        Variant(
            format="instagram-portrait",
            locale="zh-Hant",
            key=f"output/{CAMPAIGN_ID}/variants/zh-Hant/{product.plan.product_id}-instagram-portrait.jpg",
            width=1080,
            height=1350,
            bytes=234_567,
            evidence=checks,
        )
        for _ in range(_VARIANTS)
    )
    return product.model_copy(update={"status": "ready", "variants": variants, "ready_at": LATER})


def _fill(endpoint: str) -> None:
    keys = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY, "region_name": _REGION}
    dynamodb = boto3.client("dynamodb", endpoint_url=endpoint, **keys)  # type: ignore[call-overload]
    boto3.client("s3", endpoint_url=endpoint, **keys).create_bucket(Bucket=_BUCKET)  # type: ignore[call-overload]
    dynamodb.create_table(
        TableName=_TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("campaign_id", "sk")],
        KeySchema=[{"AttributeName": "campaign_id", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    )
    dynamodb.put_item(TableName=_TABLE, Item=items.new_campaign_item(new_campaign(_PRODUCTS)))
    for product in new_products(_PRODUCTS):
        row = _row(product)
        item = {**items.new_product_item(row, LATER), "variants": items.value(row.variants)}
        dynamodb.put_item(TableName=_TABLE, Item={**item, "ready_at": items.value(LATER)})


def main() -> None:
    with running_emulator(None, _REGION, None) as emulator:
        _fill(emulator.url)
        environment = {
            "PATH": os.environ["PATH"],
            "AWS_ENDPOINT_URL": emulator.url,
            "AWS_ACCESS_KEY_ID": ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            "AWS_DEFAULT_REGION": _REGION,
            "S3_BUCKET_NAME": _BUCKET,
            "CAMPAIGNS_TABLE": _TABLE,
            "EVENT_BUS_NAME": "none",
            "QUEUE_URL": "http://127.0.0.1/none",
            "DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/none-dlq",
            "TRIES": "3",
            "RETRY_BASE_SECONDS": "1",
        }
        for step in ("only start", "announce it again", "write its manifest"):
            command = [sys.executable, "-c", _MEASURED, step, CAMPAIGN_ID]
            run = subprocess.run(command, env=environment, cwd=Path.cwd(), text=True, capture_output=True, check=True)
            print(f"{_PRODUCTS} products x {_VARIANTS} variants, {step}: {int(run.stdout) / 1024:.0f} MB at its peak")


if __name__ == "__main__":
    main()
