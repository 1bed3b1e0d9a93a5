"""What a pipeline test does: put a brief in, wait for its end on the bus, look at everything that came out."""

from __future__ import annotations

import io
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PIL import Image

from local.stack import LocalStack
from shared import keys
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.store import CampaignStore
from shared.events import EVENTS
from shared.manifest import Manifest

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_iam import IAMClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

_ENDS = {"CampaignCompleted", "BriefRejected"}
_PATIENCE = 120  # seconds; only a failing test waits that long
STAGES = ("parser", "generator", "variants")


@dataclass(frozen=True)
class Upload:
    bucket: str
    key: str
    version: str


@dataclass
class Outcome:
    """Everything that one campaign left behind. `events` in the order of their arrival."""

    campaign_id: str
    events: list[dict[str, Any]]
    pipeline: Pipeline = field(repr=False)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(event["detail-type"] for event in self.events)

    def once_each(self) -> Outcome:
        """As a consumer keeps it that deduplicates on the event id."""
        return Outcome(self.campaign_id, once_each(self.events), self.pipeline)

    def data(self, kind: str) -> list[dict[str, Any]]:
        """The data of the events of a kind, in the products' order where they have one."""
        found = [event["detail"]["data"] for event in self.events if event["detail-type"] == kind]
        return sorted(found, key=lambda data: data.get("product", {}).get("index", 0))

    @cached_property
    def manifest(self) -> Manifest:
        return Manifest.model_validate_json(self.pipeline.read(keys.manifest(self.campaign_id)))

    @cached_property
    def state(self) -> tuple[CampaignRecord, list[ProductRecord]]:
        campaign, products = self.pipeline.campaigns.whole(self.campaign_id)
        return campaign, list(products)

    def pictures(self, product: int, locale: str | None = None) -> dict[str, Image.Image]:
        """The variants of a product by format, decoded."""
        variants = self.manifest.products[product].variants
        chosen = [variant for variant in variants if variant.locale == locale]
        return {variant.format: _decoded(self.pipeline.read(variant.key)) for variant in chosen}


@dataclass
class Pipeline:
    stack: LocalStack
    heard_at: str
    heard: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    names: dict[Upload, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def listening(cls, stack: LocalStack) -> Iterator[Pipeline]:
        """Subscribes to the bus as a downstream team would: a rule, and a queue as its target."""
        events: EventBridgeClient = stack.client("events")
        sqs: SQSClient = stack.client("sqs")
        url = sqs.create_queue(QueueName="downstream-team")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        bus = stack.outputs["busName"]
        pattern = json.dumps({"source": [{"prefix": "creative-automation."}]})
        events.put_rule(Name="downstream-team", EventBusName=bus, EventPattern=pattern)
        events.put_targets(Rule="downstream-team", EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])
        yield cls(stack, url)

    @property
    def bucket(self) -> str:
        return str(self.stack.outputs["bucket"])

    @property
    def s3(self) -> S3Client:
        client: S3Client = self.stack.client("s3")
        return client

    @property
    def sqs(self) -> SQSClient:
        client: SQSClient = self.stack.client("sqs")
        return client

    @property
    def campaigns(self) -> CampaignStore:
        return CampaignStore(self.stack.client("dynamodb"), str(self.stack.outputs["table"]))

    def read(self, key: str) -> bytes:
        return self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()

    def keys(self, prefix: str) -> list[str]:
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def asset(self, path: str, picture: bytes) -> None:
        self.s3.put_object(Bucket=self.bucket, Key=keys.ASSETS_PREFIX + path, Body=picture)

    def upload(self, brief: object, filename: str = "brief.json") -> Upload:
        """`brief`: bytes as they are, anything else as JSON."""
        body = brief if isinstance(brief, bytes) else json.dumps(brief).encode()
        key = keys.BRIEFS_PREFIX + filename
        put = self.s3.put_object(Bucket=self.bucket, Key=key, Body=body)
        return Upload(self.bucket, key, put["VersionId"])

    def run(self, brief: object, filename: str = "brief.json") -> Outcome:
        return self.outcome(self.upload(brief, filename))

    def outcome(self, upload: Upload) -> Outcome:
        """Waits for the campaign's end, and then until nothing moves any more."""
        deadline = time.monotonic() + _PATIENCE
        while not any(event["detail-type"] in _ENDS for event in self._of(upload)):
            assert time.monotonic() < deadline, f"no end of {upload.key} on the bus; heard: {self._kinds()}"
            self.listen(wait=2)
        self.wait_until_idle()
        self.listen()
        events = list(self._of(upload))
        return Outcome(events[0]["detail"]["metadata"]["correlation_id"], events, self)

    def busy(self) -> dict[str, int]:
        """How many messages each stage's queue holds, visible or in flight, if any."""
        return {stage: n for stage in STAGES if (n := self._depth(self._queue(stage)))}

    def wait_until_idle(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while busy := self.busy():
            assert time.monotonic() < deadline, f"messages remain: {busy}"
            time.sleep(0.05)

    def dead_letters(self) -> dict[str, int]:
        """How many messages lie in each dead-letter queue that is not empty, the rules' included."""
        urls = {**self.stack.outputs["dlqUrls"], **self.stack.outputs["undeliveredUrls"]}
        return {name: n for name, url in urls.items() if (n := self._depth(str(url)))}

    def wait_for_dead_letters(self, stage: str, count: int) -> None:
        """Until a stage has given up `count` messages."""
        deadline = time.monotonic() + _PATIENCE
        while self._depth(self._dead(stage)) < count:
            assert time.monotonic() < deadline, f"no {count} dead letters of the {stage}"
            time.sleep(0.05)
        self.wait_until_idle()

    def take_dead_letters(self, stage: str) -> list[str]:
        """The bodies in a stage's dead-letter queue, which is empty afterwards."""
        bodies: list[str] = []
        while found := self.sqs.receive_message(QueueUrl=self._dead(stage), MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                bodies.append(message["Body"])
                self.sqs.delete_message(QueueUrl=self._dead(stage), ReceiptHandle=message["ReceiptHandle"])
        return bodies

    def send(self, stage: str, body: str) -> None:
        self.sqs.send_message(QueueUrl=self._queue(stage), MessageBody=body)

    @contextmanager
    def denied(self, stage: str, action: str, resource: str) -> Iterator[None]:
        """A stage's function may not do this any more, as if somebody had taken the permission away."""
        iam: IAMClient = self.stack.client("iam")
        role, policy = f"local-creative-automation-{stage}", "taken-away"
        statement = {"Effect": "Deny", "Action": action, "Resource": resource}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=document)
        try:
            yield
        finally:
            iam.delete_role_policy(RoleName=role, PolicyName=policy)

    def _queue(self, stage: str) -> str:
        return str(self.stack.outputs["queueUrls"][stage])

    def _dead(self, stage: str) -> str:
        return str(self.stack.outputs["dlqUrls"][stage])

    def _depth(self, url: str) -> int:
        """Messages in a queue, visible or in flight."""
        found = self.sqs.get_queue_attributes(
            QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        )["Attributes"]
        return sum(int(count) for count in found.values())

    def _of(self, upload: Upload) -> list[dict[str, Any]]:
        """The events of an upload's campaign: the first of them names the upload, all of them its campaign."""
        if upload not in self.names:
            return []
        return self.heard[self.names[upload]]

    def listen(self, wait: int = 0) -> None:
        while found := self.sqs.receive_message(
            QueueUrl=self.heard_at, MaxNumberOfMessages=10, WaitTimeSeconds=wait
        ).get("Messages"):
            for message in found:
                self._hear(json.loads(message["Body"]))
                self.sqs.delete_message(QueueUrl=self.heard_at, ReceiptHandle=message["ReceiptHandle"])
            wait = 0

    def _hear(self, event: dict[str, Any]) -> None:
        EVENTS[event["detail-type"]].model_validate(event["detail"])  # every event on the bus keeps its contract
        campaign_id = event["detail"]["metadata"]["correlation_id"]
        self.heard.setdefault(campaign_id, []).append(event)
        brief = event["detail"]["data"].get("brief")
        if brief:
            self.names[Upload(brief["bucket"], brief["key"], brief["version"])] = campaign_id

    def _kinds(self) -> dict[str, Counter[str]]:
        return {name: Counter(event["detail-type"] for event in events) for name, events in self.heard.items()}


def once_each(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a consumer keeps that deduplicates on the event id, as the contract asks."""
    return list({event["detail"]["metadata"]["event_id"]: event for event in events}.values())


def _decoded(jpeg: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(jpeg))
    assert picture.format == "JPEG"
    picture.load()
    return picture
