"""Buckets with everything that is set on one, and tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from local.applier.context import Applied, Applier, Context
from local.applier.inputs import Inputs

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

WRITTEN_ONCE = (
    "the bucket's policy that denies writing over a chosen id: its condition is unknown here, it would deny everyone"
)
TLS_ONLY_BUCKET = "the bucket's policy that denies plain HTTP: this endpoint is plain HTTP, it would deny everyone"


def _s3(context: Context) -> S3Client:
    client: S3Client = context.clients("s3")
    return client


def _bucket(context: Context, name: str, inputs: Inputs) -> Applied:
    bucket = inputs.get("bucket", name)
    inputs.without_effect("forceDestroy")
    place: dict[str, Any] = {}
    if context.region != "us-east-1":
        place["CreateBucketConfiguration"] = {"LocationConstraint": context.region}
    _s3(context).create_bucket(Bucket=bucket, **place)
    return Applied(
        bucket,
        {
            "bucket": bucket,
            "arn": f"arn:aws:s3:::{bucket}",
            "bucketRegion": context.region,
            "bucketDomainName": f"{bucket}.s3.amazonaws.com",
            "bucketRegionalDomainName": f"{bucket}.s3.{context.region}.amazonaws.com",
        },
    )


def _of_bucket(put: Callable[[Context, str, Inputs], None]) -> Applier:
    """Applier of what is set on a bucket: it is known by the bucket's name."""

    def apply(context: Context, _name: str, inputs: Inputs) -> Applied:
        bucket = inputs.need("bucket")
        put(context, bucket, inputs)
        return Applied(bucket)

    return apply


def _versioning(context: Context, bucket: str, inputs: Inputs) -> None:
    _s3(context).put_bucket_versioning(Bucket=bucket, **inputs.pick("versioningConfiguration"))


def _acceleration(context: Context, bucket: str, inputs: Inputs) -> None:
    _s3(context).put_bucket_accelerate_configuration(Bucket=bucket, AccelerateConfiguration=inputs.pick("status"))  # type: ignore[arg-type]


def _encryption(context: Context, bucket: str, inputs: Inputs) -> None:
    defaults = [rule.nested("applyServerSideEncryptionByDefault") for rule in inputs.each("rules")]
    rules: list[Any] = [
        {"ApplyServerSideEncryptionByDefault": default.pick(SSEAlgorithm="sseAlgorithm")}
        for default in defaults
        if default
    ]
    _s3(context).put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": rules})


def _public_access_block(context: Context, bucket: str, inputs: Inputs) -> None:
    configuration = inputs.pick("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    _s3(context).put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=configuration)  # type: ignore[arg-type]


def _lifecycle(context: Context, bucket: str, inputs: Inputs) -> None:
    rules = []
    for rule in inputs.each("rules"):
        given = rule.pick("status", "filter", "expiration", "noncurrentVersionExpiration", ID="id")
        rules.append({"Filter": {"Prefix": ""}, **given, **rule.pick("abortIncompleteMultipartUpload")})
    _s3(context).put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})  # type: ignore[typeddict-item]


def _policy(context: Context, bucket: str, inputs: Inputs) -> None:
    policy = json.loads(inputs.document("policy"))
    kept = []
    for statement in policy["Statement"]:
        if reason := _denies_everyone_here(statement):
            context.not_realised(reason)
        else:
            kept.append(statement)
    if kept:
        _s3(context).put_bucket_policy(Bucket=bucket, Policy=json.dumps({**policy, "Statement": kept}))


def _denies_everyone_here(statement: dict[str, Any]) -> str | None:
    """Why the emulator, which has neither HTTPS nor the key of conditional writes, can't be given the statement."""
    if statement["Effect"] != "Deny":
        return None
    condition = statement.get("Condition", {})
    if str(condition.get("Bool", {}).get("aws:SecureTransport")).lower() == "false":
        return TLS_ONLY_BUCKET
    return WRITTEN_ONCE if str(condition.get("Null", {}).get("s3:if-none-match")).lower() == "true" else None


def _cors(context: Context, bucket: str, inputs: Inputs) -> None:
    rules: Any = [
        rule.pick("allowedMethods", "allowedOrigins", "allowedHeaders", "maxAgeSeconds")
        for rule in inputs.each("corsRules")
    ]
    _s3(context).put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": rules})


def _object(context: Context, _name: str, inputs: Inputs) -> Applied:
    key = inputs.need("key")
    _s3(context).put_object(Key=key, **inputs.pick("bucket", "contentType", "cacheControl", Body="content"))
    return Applied(key)


def _notification(context: Context, bucket: str, inputs: Inputs) -> None:
    queues = []
    for queue in inputs.each("queues"):
        filters = queue.pick(prefix="filterPrefix", suffix="filterSuffix")
        entry = queue.pick("id", "queueArn", "events")
        entry["Filter"] = {"Key": {"FilterRules": [{"Name": name, "Value": text} for name, text in filters.items()]}}
        queues.append(entry)
    _s3(context).put_bucket_notification_configuration(
        Bucket=bucket,
        NotificationConfiguration={"QueueConfigurations": queues},  # type: ignore[typeddict-item]
    )


def _table(context: Context, name: str, inputs: Inputs) -> Applied:
    dynamodb: DynamoDBClient = context.clients("dynamodb")
    name = inputs.get("name", name)
    optional = inputs.pick("billingMode", "deletionProtectionEnabled", SSESpecification="serverSideEncryption")
    if indexes := inputs.each("globalSecondaryIndexes"):
        optional["GlobalSecondaryIndexes"] = [_index(each) for each in indexes]
    table = dynamodb.create_table(
        TableName=name,
        KeySchema=_keys(inputs),  # type: ignore[arg-type]
        AttributeDefinitions=[
            each.pick(AttributeName="name", AttributeType="type")  # type: ignore[misc]
            for each in inputs.each("attributes")
        ],
        **optional,
    )["TableDescription"]
    if ttl := inputs.pick(TimeToLiveSpecification="ttl"):
        dynamodb.update_time_to_live(TableName=name, **ttl)
    if recovery := inputs.nested("pointInTimeRecovery"):
        backups: Any = recovery.pick(PointInTimeRecoveryEnabled="enabled")
        dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=backups)
    return Applied(name, {"name": name, "arn": table["TableArn"]})


def _keys(inputs: Inputs) -> list[dict[str, str]]:
    names = {"HASH": inputs.need("hashKey"), "RANGE": inputs.get("rangeKey")}
    return [{"AttributeName": name, "KeyType": kind} for kind, name in names.items() if name]


def _index(inputs: Inputs) -> dict[str, Any]:
    projection = inputs.pick("projectionType", "nonKeyAttributes")
    keys = [each.pick("attributeName", "keyType") for each in inputs.each("keySchemas")]
    return {"IndexName": inputs.need("name"), "KeySchema": keys, "Projection": projection}


RESOURCES: dict[str, Applier] = {
    "aws:s3/bucket:Bucket": _bucket,
    "aws:s3/bucketVersioning:BucketVersioning": _of_bucket(_versioning),
    "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration": _of_bucket(_acceleration),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": _of_bucket(_encryption),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": _of_bucket(_public_access_block),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": _of_bucket(_lifecycle),
    "aws:s3/bucketPolicy:BucketPolicy": _of_bucket(_policy),
    "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": _of_bucket(_cors),
    "aws:s3/bucketObjectv2:BucketObjectv2": _object,
    "aws:s3/bucketNotification:BucketNotification": _of_bucket(_notification),
    "aws:dynamodb/table:Table": _table,
}
