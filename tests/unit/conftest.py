"""One AWS account in memory (moto) with the bucket, the table and the bus, and a queue that hears every event."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws

from shared.campaigns import LISTED, STATUS_INDEX
from shared.campaigns.brief_rows import BriefRows
from shared.campaigns.store import CampaignStore
from shared.events import StageName
from shared.manifest_store import ManifestStore
from shared.publisher import Publisher
from shared.settings import StageSettings
from shared.settlement import tell
from shared.stage import Handler, Stage, Work, make_stage

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

BUCKET, TABLE, BUS = "campaigns-bucket", "campaigns", "creative-automation"


@dataclass(frozen=True)
class Account:
    s3: S3Client
    dynamodb: DynamoDBClient
    events: EventBridgeClient
    sqs: SQSClient
    heard_at: str
    queue_url: str
    dlq_url: str

    @property
    def campaigns(self) -> CampaignStore:
        return CampaignStore(self.dynamodb, TABLE)

    @property
    def briefs(self) -> BriefRows:
        return BriefRows(self.dynamodb, TABLE)

    @property
    def manifests(self) -> ManifestStore:
        return ManifestStore(self.s3, BUCKET, self.campaigns)

    def publisher(self, stage: Any = "parser") -> Publisher:
        return Publisher(self.events, BUS, stage)

    def stage(self, name: StageName) -> Stage:
        """The stage with clients of its own, as its function makes them."""
        return make_stage(
            name,
            StageSettings(
                S3_BUCKET_NAME=BUCKET,
                CAMPAIGNS_TABLE=TABLE,
                EVENT_BUS_NAME=BUS,
                QUEUE_URL=self.queue_url,
                DLQ_URL=self.dlq_url,
                TRIES=3,
                RETRY_BASE_SECONDS=30,
            ),
        )

    def deliver(self, handler: Handler, body: str) -> bool:
        """Sends a message and hands it over until the function acknowledges it, three times at most; whether it did."""
        sent = self.sqs.send_message(QueueUrl=self.queue_url, MessageBody=body)
        for receive in range(1, 4):
            record = {
                "messageId": sent["MessageId"],
                "receiptHandle": "handle",
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(receive), "SentTimestamp": str(int(time.time() * 1000))},
                "eventSource": "aws:sqs",
            }
            if not handler({"Records": [record]}, None)["batchItemFailures"]:
                return True
        return False

    def heard(self) -> list[dict[str, Any]]:
        """The events since the last call, as EventBridge delivers them."""
        events: list[dict[str, Any]] = []
        while batch := self.sqs.receive_message(QueueUrl=self.heard_at, MaxNumberOfMessages=10).get("Messages"):
            for message in batch:
                events.append(json.loads(message["Body"]))
                self.sqs.delete_message(QueueUrl=self.heard_at, ReceiptHandle=message["ReceiptHandle"])
        return events

    def put(self, key: str, body: bytes) -> str:
        """The version id of the new object."""
        return self.s3.put_object(Bucket=BUCKET, Key=key, Body=body)["VersionId"]

    def json_at(self, key: str) -> Any:
        return json.loads(self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())

    def keys(self, prefix: str = "") -> list[str]:
        return [entry["Key"] for entry in self.s3.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])]


@dataclass(frozen=True)
class Announcing:
    """A service whose events go to the bus, as its queue sends them."""

    stage: Stage
    work: Work

    def take(self, body: str) -> None:
        tell(self.work.take(body), self.stage.publisher, self.stage.campaigns)

    def give_up(self, body: str, error: Exception) -> None:
        tell(self.work.give_up(body, error), self.stage.publisher, self.stage.campaigns)


@cache
def _session() -> boto3.Session:
    """One for all tests: each new session reads the descriptions of its services again, half of a test's time."""
    return boto3.Session("test", "test", region_name="us-east-1")


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    for name, text in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, text)
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", _session())
    with mock_aws(config={"core": {"reset_boto3_session": False}}):
        s3, dynamodb = boto3.client("s3"), boto3.client("dynamodb")
        events, sqs = boto3.client("events"), boto3.client("sqs")
        s3.create_bucket(Bucket=BUCKET)
        s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        dynamodb.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": name, "AttributeType": "S"}
                for name in ("campaign_id", "sk", "campaign_status", "created_at")
            ],
            KeySchema=[
                {"AttributeName": "campaign_id", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": STATUS_INDEX,
                    "KeySchema": [
                        {"AttributeName": "campaign_status", "KeyType": "HASH"},
                        {"AttributeName": "created_at", "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(LISTED)},
                }
            ],
        )
        queue, dlq = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("work", "work-dlq"))
        yield Account(s3, dynamodb, events, sqs, _listen(events, sqs), queue, dlq)


def _listen(events: EventBridgeClient, sqs: SQSClient) -> str:
    events.create_event_bus(Name=BUS)
    url = sqs.create_queue(QueueName="heard")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = json.dumps({"source": [{"prefix": "creative-automation."}]})
    events.put_rule(Name="everything", EventBusName=BUS, EventPattern=pattern)
    events.put_targets(Rule="everything", EventBusName=BUS, Targets=[{"Id": "heard", "Arn": arn}])
    return url
