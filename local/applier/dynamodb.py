"""Tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def _table(context: Context, name: str, inputs: Inputs) -> Applied:
    dynamodb: DynamoDBClient = context.clients("dynamodb")
    name = inputs.get("name", name)
    optional = inputs.pick(BillingMode="billingMode", DeletionProtectionEnabled="deletionProtectionEnabled")
    indexes, encryption = inputs.each("globalSecondaryIndexes"), inputs.nested("serverSideEncryption")
    if indexes:
        optional["GlobalSecondaryIndexes"] = [_index(each) for each in indexes]
    if encryption:
        optional["SSESpecification"] = encryption.pick(Enabled="enabled")
    table = dynamodb.create_table(
        TableName=name,
        KeySchema=_keys(inputs),  # type: ignore[arg-type]
        AttributeDefinitions=[
            each.pick(AttributeName="name", AttributeType="type")  # type: ignore[misc]
            for each in inputs.each("attributes")
        ],
        **optional,
    )["TableDescription"]
    ttl, recovery = inputs.nested("ttl"), inputs.nested("pointInTimeRecovery")
    if ttl:
        specification: Any = ttl.pick(Enabled="enabled", AttributeName="attributeName")
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=specification)
    if recovery:
        backups: Any = recovery.pick(PointInTimeRecoveryEnabled="enabled")
        dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=backups)
    return Applied(name, {"name": name, "arn": table["TableArn"]})


def _keys(inputs: Inputs) -> list[dict[str, str]]:
    names = {"HASH": inputs.need("hashKey"), "RANGE": inputs.get("rangeKey")}
    return [{"AttributeName": name, "KeyType": kind} for kind, name in names.items() if name]


def _index(inputs: Inputs) -> dict[str, Any]:
    projection = inputs.pick(ProjectionType="projectionType", NonKeyAttributes="nonKeyAttributes")
    return {"IndexName": inputs.need("name"), "KeySchema": _keys(inputs), "Projection": projection}


RESOURCES: dict[str, Applier] = {"aws:dynamodb/table:Table": _table}
