"""What a campaign meets of the Pulumi program's resources, made in an account: bucket, table, bus, rules and queues."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from infra.names import STAGES
from tests.infra.recorded import Graph

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

HEARD = "heard"  # the queue that hears every event


def make_bucket(s3: S3Client, name: str) -> None:
    s3.create_bucket(Bucket=name)
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})


def empty_bucket(s3: S3Client, name: str, prefix: str = "") -> None:
    """Deletes every version of what lies below `prefix`."""
    found = s3.list_object_versions(Bucket=name, Prefix=prefix)
    entries: Any = [*found.get("Versions", []), *found.get("DeleteMarkers", [])]
    objects: Any = [{"Key": entry["Key"], "VersionId": entry["VersionId"]} for entry in entries]
    if objects:
        s3.delete_objects(Bucket=name, Delete={"Objects": objects, "Quiet": True})


def make_table(dynamodb: DynamoDBClient, graph: Graph) -> None:
    declared = graph.one("Table", "campaigns").inputs
    dynamodb.create_table(
        TableName=declared["name"],
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": a["name"], "AttributeType": a["type"]} for a in declared["attributes"]],
        KeySchema=[
            {"AttributeName": declared["hashKey"], "KeyType": "HASH"},
            {"AttributeName": declared["rangeKey"], "KeyType": "RANGE"},
        ],
        GlobalSecondaryIndexes=[_index(index) for index in declared["globalSecondaryIndexes"]],
    )


def empty_table(dynamodb: DynamoDBClient, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Deletes `rows`, which are all there are."""
    deletions: Any = [{"DeleteRequest": {"Key": {part: row[part] for part in ("campaign_id", "sk")}}} for row in rows]
    for start in range(0, len(deletions), 25):  # the most that BatchWriteItem takes
        dynamodb.batch_write_item(RequestItems={name: deletions[start : start + 25]})


def _index(declared: Mapping[str, Any]) -> Any:
    keys = [{"AttributeName": key["attributeName"], "KeyType": key["keyType"]} for key in declared["keySchemas"]]
    projection = {"ProjectionType": declared["projectionType"], "NonKeyAttributes": declared["nonKeyAttributes"]}
    return {"IndexName": declared["name"], "KeySchema": keys, "Projection": projection}


def make_queues(sqs: SQSClient, graph: Graph) -> None:
    """Each stage's queue and its dead-letter queue."""
    for stage in STAGES:
        sqs.create_queue(QueueName=graph.one("Queue", f"{stage}-dlq").inputs["name"])
        declared = graph.one("Queue", f"{stage}-queue").inputs
        visibility = str(int(declared["visibilityTimeoutSeconds"]))
        attributes: Any = {"VisibilityTimeout": visibility, "RedrivePolicy": declared["redrivePolicy"]}
        sqs.create_queue(QueueName=declared["name"], Attributes=attributes)


def make_bus(events: EventBridgeClient, sqs: SQSClient, graph: Graph) -> str:
    """The bus with its rules to queues. Returns the URL of a queue that hears every event."""
    bus = graph.outputs["busName"]
    events.create_event_bus(Name=bus)
    queues = {queue.arn for queue in graph.all("Queue")}
    for target in graph.all("EventTarget"):
        if target.inputs["arn"] in queues:
            pattern = graph.one("EventRule", target.name).inputs["eventPattern"]
            _route(events, bus, target.name, pattern, target.inputs["arn"])
    heard_at = sqs.create_queue(QueueName=HEARD)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=heard_at, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    _route(events, bus, HEARD, json.dumps({"source": [{"prefix": "creative-automation."}]}), arn)
    return heard_at


def _route(events: EventBridgeClient, bus: str, rule: str, pattern: str, arn: str) -> None:
    events.put_rule(Name=rule, EventBusName=bus, EventPattern=pattern)
    events.put_targets(Rule=rule, EventBusName=bus, Targets=[{"Id": rule, "Arn": arn}])
