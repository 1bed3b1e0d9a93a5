"""What a stack may cost in a month, computed: requests and seconds of a run, resources of the program, list prices.

`python -m benchmarks.aws_cost [CAMPAIGNS]` prints the table of docs/operations.md. Requests, events, metrics and bytes
are counted in the three real handlers on an AWS in memory; seconds are this machine's, and the assumptions below.
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.aws_requests import BUCKET, Account, account, run
from infra.images import KEPT_IMAGES
from infra.keep_active import EVERY as ONCE_A_WEEK
from infra.names import STAGES
from infra.settings import Settings
from infra.sweeper import EVERY as SWEEPS
from infra.sweeper import MEMORY_MB
from local.imagemodel.product_shot import shoot_product
from shared.events import StageName
from shared.image_models import IMAGE_MODELS
from shared.keys import RETENTION_DAYS
from tests.infra.recorded import Graph, deploy

PRODUCTS = 3

# List prices of us-east-1 in USD, as of November 2026, no free tier; from the pricing page of each service.
LAMBDA_GB_SECOND, LAMBDA_REQUEST = 0.0000166667, 0.20e-6
SQS_REQUEST, EVENT, SCHEDULED = 0.40e-6, 1.00e-6, 1.00e-6
S3_WRITE, S3_READ, S3_GB_MONTH = 5e-6, 0.4e-6, 0.023
DYNAMODB_WRITE_UNIT, DYNAMODB_READ_UNIT = 0.625e-6, 0.125e-6
ALARM, METRIC, DASHBOARD, LOG_GB = 0.10, 0.30, 3.00, 0.50
ECR_GB_MONTH, SECRET = 0.10, 0.40

# Assumed, because no run in memory tells: a model's answer, a request's way, and what an item weighs in units.
MODEL_SECONDS, REQUEST_SECONDS = 6.0, 0.02
UNITS_PER_WRITE, UNITS_PER_READ = 20, 4
LOG_BYTES_PER_INVOCATION = 4_000
# Lambda polls a queue with five receivers at least, each of which waits for 20 s.
RECEIVERS, RECEIVE_SECONDS, MONTH_SECONDS = 5, 20, 30 * 24 * 3600
# GB as the registry stores it: base image, and dependencies. All of the ten kept, none sharing a layer.
IMAGE_GB = {"parser": 0.21, "generator": 0.20, "variants": 0.30}

# A sweep that finds nothing asks the index and for two kinds of its own items; its seconds include cold starts.
SWEEP_SECONDS = 0.5
_SWEEP = SWEEP_SECONDS * MEMORY_MB / 1024 * LAMBDA_GB_SECOND + LAMBDA_REQUEST + 5 * DYNAMODB_READ_UNIT
_CALLS = {ONCE_A_WEEK: 52 / 12, SWEEPS: 365 / 12 * 24 * 60 / 5}  # of a schedule, in a month

_S3_WRITES = {"PutObject", "CopyObject", "ListObjectsV2", "ListObjectVersions"}
_S3_READS = {"GetObject", "HeadObject"}
_WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"}
_READS = {"GetItem", "BatchGetItem", "Query"}


@dataclass(frozen=True, slots=True)
class Run:
    """One campaign: requests by operation, invocations and their seconds by stage, events, metrics, bytes kept."""

    asked: Counter[str]
    seconds: Mapping[str, list[float]]
    events: int
    metrics: frozenset[str]
    kept_bytes: int

    def of(self, operations: set[str]) -> int:
        return sum(self.asked[name] for name in operations)

    @property
    def invocations(self) -> int:
        return sum(map(len, self.seconds.values()))


@dataclass(frozen=True, slots=True)
class Row:
    service: str
    what: str
    usd: float


def measured() -> Run:
    png = io.BytesIO()
    shoot_product("a steel bottle").image.save(png, "PNG")
    with account(png.getvalue()) as made:
        notification = made.upload(PRODUCTS, reused=False)
        made.asked.clear()
        run(made, notification)
        return _run(made)


def _run(made: Account) -> Run:
    asked: Counter[str] = sum(made.asked.values(), Counter())
    pages = made.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    kept = sum(item["Size"] for page in pages for item in page["Contents"])
    seconds = {
        stage: [each + _away(made.asked[stage]) / len(times) for each in times] for stage, times in made.seconds.items()
    }
    return Run(asked, seconds, made.announced, _metrics(made.printed.getvalue()), kept)


def _away(asked: Counter[str]) -> float:
    """Seconds in which a stage waited for others, in all its invocations."""
    return asked["InvokeModel"] * MODEL_SECONDS + (asked.total() - asked["InvokeModel"]) * REQUEST_SECONDS


def _metrics(printed: str) -> frozenset[str]:
    """Names of the metrics in the lines of CloudWatch's embedded metric format."""
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    groups = [group for line in lines for group in line.get("_aws", {}).get("CloudWatchMetrics", [])]
    return frozenset(metric["Name"] for group in groups for metric in group["Metrics"])


def for_campaigns(one: Run, campaigns: int) -> list[Row]:
    """What `campaigns` of these a month cost."""
    settings = Settings()
    model = IMAGE_MODELS[settings.bedrock_model_id]
    pictures, invocations = one.asked["InvokeModel"] * campaigns, one.invocations * campaigns
    work = _gb_seconds(one, settings) * campaigns
    kept = one.kept_bytes * campaigns * RETENTION_DAYS / 30 / 1e9
    objects = one.of(_S3_WRITES) * S3_WRITE + one.of(_S3_READS) * S3_READ
    units = one.of(_WRITES) * UNITS_PER_WRITE * DYNAMODB_WRITE_UNIT
    units += one.of(_READS) * UNITS_PER_READ * DYNAMODB_READ_UNIT
    logged = invocations * LOG_BYTES_PER_INVOCATION / 1e9
    requests, items = one.of(_S3_WRITES | _S3_READS) * campaigns, one.of(_WRITES | _READS) * campaigns
    lambda_usd = work * LAMBDA_GB_SECOND + invocations * LAMBDA_REQUEST
    return [
        Row("Bedrock", f"{pictures} pictures of {model.model_id}", pictures * float(model.price)),
        Row("Lambda", f"{invocations} invocations, {work:,.0f} GB-seconds", lambda_usd),
        Row("S3", f"{requests:,} requests, {kept:.2f} GB kept", objects * campaigns + kept * S3_GB_MONTH),
        Row("DynamoDB", f"{items:,} requests", units * campaigns),
        Row("SQS", f"{3 * invocations:,} requests", 3 * invocations * SQS_REQUEST),
        Row("EventBridge", f"{one.events * campaigns:,} events", one.events * campaigns * EVENT),
        Row("CloudWatch logs", f"{logged * 1000:.1f} MB", logged * LOG_GB),
    ]


def for_the_stack(one: Run, graph: Graph) -> list[Row]:
    """What the stack costs while nothing happens; metrics only in hours in which they have data."""
    alarms, metrics = len(graph.all("MetricAlarm")), len(one.metrics)
    calls = sum(_CALLS[schedule.inputs["scheduleExpression"]] for schedule in graph.all("Schedule"))
    sweeps = _CALLS[SWEEPS]
    queues, secrets = len(graph.all("EventSourceMapping")), len(graph.all("Secret"))
    receives = queues * RECEIVERS * MONTH_SECONDS // RECEIVE_SECONDS
    registry = sum(IMAGE_GB.values()) * KEPT_IMAGES
    images = f"{len(IMAGE_GB)} repositories of {KEPT_IMAGES} images, at most {registry:.1f} GB"
    return [
        Row("CloudWatch dashboard", "1", DASHBOARD),
        Row("CloudWatch alarms", f"{alarms}", alarms * ALARM),
        Row("CloudWatch metrics", f"{metrics} of our own, with data in every hour", metrics * METRIC),
        Row("SQS, idle", f"{receives:,} empty receives by Lambda's pollers", receives * SQS_REQUEST),
        Row("Secrets Manager", f"{secrets} secret", secrets * SECRET),
        Row("ECR", images, registry * ECR_GB_MONTH),
        Row("EventBridge Scheduler", f"{calls:,.0f} calls, nearly all of the sweeper", calls * SCHEDULED),
        Row("Lambda, idle", f"{sweeps:,.0f} sweeps of {SWEEP_SECONDS} s, 5 reads each", sweeps * _SWEEP),
    ]


def _gb_seconds(one: Run, settings: Settings) -> float:
    memory = {stage: settings.of(stage).memory_mb / 1024 for stage in STAGES}
    return sum(memory[_function(stage)] * sum(times) for stage, times in one.seconds.items())


def _function(label: str) -> StageName:
    """The function behind a label of the run: the variants stage draws the contact sheet."""
    return next((stage for stage in STAGES if stage == label), "variants")


def table(campaigns: list[Row], stack: list[Row]) -> str:
    """Markdown: what campaigns cause, what the stack costs without any, and both together."""
    lines = [f"| {row.service} | {row.what} | {_usd(row.usd)} |" for row in [*campaigns, *stack]]
    idle, total = sum(row.usd for row in stack), sum(row.usd for row in [*campaigns, *stack])
    lines.append(f"| **in all** | without a single campaign at most {_usd(idle)} | **{_usd(total)}** |")
    return "\n".join(["| | a month | USD |", "|---|---|---|", *lines])


def _usd(amount: float) -> str:
    return f"{amount:.2f}" if amount >= 0.005 else "< 0.01"


def main(campaigns: int) -> None:
    one = measured()
    print(f"{campaigns} campaigns of {PRODUCTS} new products a month:\n")
    print(table(for_campaigns(one, campaigns), for_the_stack(one, deploy("dev"))))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
