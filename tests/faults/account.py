"""One AWS account in memory (moto), with what the program registers, the stages' functions, and the image model."""

from __future__ import annotations

import io
import json
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import boto3
from moto import mock_aws
from moto.moto_api._internal import mock_random

from infra.names import STAGES
from shared import keys
from tests.faults.clock import START, Clock
from tests.faults.functions import Function, started
from tests.faults.model import ImageModel
from tests.faults.resources import empty_bucket, empty_table, make_bucket, make_bus, make_queues, make_table
from tests.faults.spoiling import Spoiler
from tests.infra.recorded import REGION, Graph, deploy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient


@dataclass
class Account:
    """`spoiler` meets the calls of the functions while they are watched; `delivered` are the messages they got."""

    graph: Graph
    s3: S3Client
    dynamodb: DynamoDBClient
    sqs: SQSClient
    heard_at: str
    session: boto3.Session
    spoiler: Spoiler
    model: ImageModel
    clock: Clock = field(default_factory=Clock)
    settings: Mapping[str, str] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    delivered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    runs: int = 0
    sweeps_failed: int = 0

    @property
    def bucket(self) -> str:
        return str(self.graph.outputs["bucket"])

    @property
    def table(self) -> str:
        return str(self.graph.outputs["table"])

    def queue(self, stage: str) -> str:
        return str(self.graph.outputs["queueUrls"][stage])

    def function(self, stage: str) -> Function:
        """One process for all messages, until it is killed, or the settings of the stack change."""
        if stage not in self.functions:
            self.functions[stage] = started(stage, self.session, self.settings)
        return self.functions[stage]

    def configure(self, settings: Mapping[str, str]) -> None:
        if settings != self.settings:
            self.settings = settings
            self.functions.clear()

    def put(self, key: str, body: bytes) -> str:
        """The version id."""
        return self.s3.put_object(Bucket=self.bucket, Key=key, Body=body)["VersionId"]

    def upload(self, brief: object, filename: str = "brief.json") -> str:
        """Returns the notification that S3 sends to the parser's queue, for whoever sends it again."""
        body = brief if isinstance(brief, bytes) else json.dumps(brief).encode()
        key = keys.BRIEFS_PREFIX + filename
        mock_random.seed(filename)  # the version decides the campaign's id: the same in each run
        entity = {"key": key, "versionId": self.put(key, body)}
        mock_random.seed(f"{self.runs} {filename}")
        record = {"eventTime": START.isoformat(), "s3": {"bucket": {"name": self.bucket}, "object": entity}}
        notification = json.dumps({"Records": [record]})
        self.send("parser", notification)
        return notification

    def send(self, stage: str, body: str) -> None:
        self.sqs.send_message(QueueUrl=self.queue(stage), MessageBody=body)

    def rows(self) -> list[dict[str, Any]]:
        """Every row of the table."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.table, ConsistentRead=True)
        return [row for page in pages for row in page["Items"]]

    def heard(self) -> list[dict[str, Any]]:
        """Every event of the bus since the last call, as often as it came."""
        return [json.loads(body) for body in self.take(self.heard_at)]

    def dead_letters(self) -> dict[str, list[str]]:
        """The bodies by stage, where there are any; the queues are empty afterwards."""
        found = {stage: self.take(str(url)) for stage, url in self.graph.outputs["dlqUrls"].items()}
        return {stage: bodies for stage, bodies in found.items() if bodies}

    def take(self, url: str) -> list[str]:
        """The bodies of what lies in a queue and is not hidden; it is gone afterwards."""
        bodies: list[str] = []
        while found := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            bodies += [message["Body"] for message in found]
            handles: Any = [{"Id": str(n), "ReceiptHandle": each["ReceiptHandle"]} for n, each in enumerate(found)]
            self.sqs.delete_message_batch(QueueUrl=url, Entries=handles)
        return bodies

    @contextmanager
    def one_run(self) -> Iterator[None]:
        """Begins with nothing, if the last one has taken its events and dead letters. Logs and metrics go nowhere."""
        self.runs += 1
        with self.clock.simulated(START + timedelta(days=self.runs)):  # SQS takes one PurgeQueue a minute
            self._empty()
        logging.disable(logging.CRITICAL)
        try:
            with self.clock.simulated(), redirect_stdout(io.StringIO()):
                yield
        finally:
            logging.disable(logging.NOTSET)

    def _empty(self) -> None:
        self.spoiler.prepare()
        self.model.forget()
        self.delivered.clear()
        empty_bucket(self.s3, self.bucket)
        empty_table(self.dynamodb, self.table, self.rows())
        for url in map(self.queue, STAGES):
            self.sqs.purge_queue(QueueUrl=url)


@contextmanager
def account_in_memory() -> Iterator[Account]:
    session = boto3.Session("test", "test", region_name=REGION)
    graph, spoiler, model = deploy("prod"), Spoiler(), ImageModel()
    spoiler.attach(session)
    model.attach(session)
    s3, dynamodb = session.client("s3"), session.client("dynamodb")
    sqs, events = session.client("sqs"), session.client("events")
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        make_bucket(s3, graph.outputs["bucket"])
        make_table(dynamodb, graph)
        make_queues(sqs, graph)
        heard_at = make_bus(events, sqs, graph)
        yield Account(graph, s3, dynamodb, sqs, heard_at, session, spoiler, model)
