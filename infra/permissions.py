"""What each function may do: exact actions on exact resources, wildcards only behind a key prefix.

S3 answers 404 for a missing key only to who may list it, else 403: hence ListBucket, for the prefixes a function reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pulumi

from infra.cookie_key import CookieSigning
from infra.settings import Settings
from infra.shared_resources import SharedResources
from shared import keys
from shared.campaigns import BRIEF_PREFIX, BUDGET_PREFIX, RECIPE_PREFIX, STATUS_INDEX, SWEEPER_KEY
from shared.events import StageName

Statement = dict[str, object]
Text = pulumi.Input[str]

LAMBDA_TRUST: Statement = {
    "Effect": "Allow",
    "Principal": {"Service": "lambda.amazonaws.com"},
    "Action": "sts:AssumeRole",
}

LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")
CONSUME = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility")
# Transactions are authorised by the actions of their items, conditions on those included.
STATE = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:UpdateItem", "dynamodb:Query")
READ = ("s3:GetObject",)
READ_VERSIONS = ("s3:GetObject", "s3:GetObjectVersion")
WRITE = ("s3:PutObject",)
# S3's reference asks for the first always, and for the second where a version is named.
DELETE_VERSION = ("s3:DeleteObject", "s3:DeleteObjectVersion")
READ_WRITE = ("s3:GetObject", "s3:PutObject")
READ_VERSIONS_WRITE = (*READ_VERSIONS, *WRITE)

# Keys of items that are no campaign's: who may pay for a recipe, and what was paid on a day.
_MONEY = (f"{RECIPE_PREFIX}*", f"{BUDGET_PREFIX}*")
_BRIEFS = (f"{BRIEF_PREFIX}*",)

_PREFIXES: dict[StageName, dict[str, Sequence[str]]] = {
    "parser": {keys.BRIEFS_PREFIX: READ_VERSIONS, keys.ASSETS_PREFIX: READ, keys.OUTPUT_PREFIX: READ_WRITE},
    "generator": {keys.CACHE_PREFIX: READ_WRITE, keys.OUTPUT_PREFIX: READ_WRITE},
    "variants": {
        keys.ASSETS_PREFIX: READ_VERSIONS,
        keys.MASKS_PREFIX: READ_WRITE,
        keys.OUTPUT_PREFIX: READ_VERSIONS_WRITE,
    },
}


def statements(
    stage: StageName, settings: Settings, resources: SharedResources, queues: tuple[Text, Text], log_group_arn: Text
) -> list[Statement]:
    """The whole policy of the stage's function; `queues` are the ARNs of its queue and its dead-letter queue."""
    queue, dlq = queues
    return [
        _allow("Logs", LOGS, pulumi.Output.concat(log_group_arn, ":*")),
        _allow("Queue", CONSUME, queue),
        _allow("DeadLetters", ("sqs:SendMessage",), dlq),
        _allow("Events", ("events:PutEvents",), resources.bus.arn),
        _state(stage, resources.table.arn),
        _announced(resources.table.arn),
        *_objects(_PREFIXES[stage], resources.bucket.arn),
        *_own(stage, settings, resources),
    ]


def api_statements(resources: SharedResources, signing: CookieSigning | None, log_group_arn: Text) -> list[Statement]:
    """The whole policy of the API's function: it reads, and signs URLs of that; it submits briefs and pictures.

    It cancels, deletes (a tombstone takes the place of the campaign's row), and redrives: so it looks for the pictures
    that are to be rendered, and brings them back from the cache. The bucket's own policy lets no brief below by-id/ be
    written over. Where there is a console, it reads the one secret by which it signs cookies.
    """
    bucket, table = resources.bucket.arn, resources.table.arn
    access: dict[str, Sequence[str]] = {
        keys.ASSETS_PREFIX: READ_VERSIONS,
        keys.OUTPUT_PREFIX: (*READ_VERSIONS, *WRITE),
        keys.CACHE_PREFIX: READ,
        keys.CHOSEN_PREFIX: READ_WRITE,
        keys.UPLOADED_ASSETS_PREFIX: WRITE,
    }
    return [
        _allow("Logs", LOGS, pulumi.Output.concat(log_group_arn, ":*")),
        _allow("State", ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"), table),
        _allow("Events", ("events:PutEvents",), resources.bus.arn),
        _items("BriefRows", ("dynamodb:PutItem",), table, "StringLike", _BRIEFS),
        _items("Requests", ("dynamodb:UpdateItem", "dynamodb:DeleteItem"), table, "StringNotLike"),
        _items("NoCampaignYet", ("dynamodb:ConditionCheckItem",), table, "StringNotLike"),
        _allow("Listing", ("dynamodb:Query",), pulumi.Output.concat(table, "/index/", STATUS_INDEX)),
        *_objects(access, bucket),
        _asset_versions(bucket),
        *([_allow("CookieKey", ("secretsmanager:GetSecretValue",), signing.secret_arn)] if signing else []),
    ]


def sweeper_statements(resources: SharedResources, parser_queue: Text, log_group_arn: Text) -> list[Statement]:
    """The whole policy of the sweeper's function: state and events as a stage, of objects the manifests alone.

    It tells the parser of briefs that nobody has read, by its queue.
    """
    bucket, table = resources.bucket.arn, resources.table.arn
    return [
        _allow("Logs", LOGS, pulumi.Output.concat(log_group_arn, ":*")),
        _allow("Events", ("events:PutEvents",), resources.bus.arn),
        _allow("State", STATE, table),
        _announced(table),
        _allow("Listing", ("dynamodb:Query",), pulumi.Output.concat(table, "/index/", STATUS_INDEX)),
        _allow("UnreadBriefs", ("sqs:SendMessage",), parser_queue),
        _allow("Manifests", READ_WRITE, pulumi.Output.concat(bucket, "/", keys.OUTPUT_PREFIX, "*")),
        _listing(bucket, (keys.OUTPUT_PREFIX,)),
        *_deletion(bucket, table),
    ]


def _deletion(bucket: Text, table: Text) -> list[Statement]:
    """What lies below a tombstone, version by version; never a cached picture, nor what was uploaded to reuse."""
    versions = _allow("OldVersions", ("s3:ListBucketVersions",), bucket)
    versions["Condition"] = {"StringLike": {"s3:prefix": [f"{keys.OUTPUT_PREFIX}*"]}}
    return [
        versions,
        _allow("DeletedObjects", DELETE_VERSION, pulumi.Output.concat(bucket, "/", keys.OUTPUT_PREFIX, "*")),
        _allow("DeletedBriefs", DELETE_VERSION, pulumi.Output.concat(bucket, "/", keys.BRIEFS_PREFIX, "*")),
        _items("DeletedRows", ("dynamodb:DeleteItem",), table, "StringNotLike"),
    ]


def scheduler_trust(account: Text) -> Statement:
    """EventBridge Scheduler of this account may take the role."""
    return {
        "Effect": "Allow",
        "Principal": {"Service": "scheduler.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:SourceAccount": account}},
    }


def policy_document(*statements: Statement) -> Text:
    """The statements as the JSON that IAM, S3, SQS and CloudWatch Logs take."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)})


def model_arn(partition: Text, region: str, model_id: str) -> Text:
    """Foundation models belong to no account."""
    return pulumi.Output.concat("arn:", partition, f":bedrock:{region}::foundation-model/{model_id}")


def _own(stage: StageName, settings: Settings, resources: SharedResources) -> list[Statement]:
    if stage == "parser":
        rejections = pulumi.Output.concat(resources.bucket.arn, "/", keys.REJECTED_PREFIX, "*")
        return [
            _items(
                "NewCampaigns",
                ("dynamodb:PutItem", "dynamodb:ConditionCheckItem"),
                resources.table.arn,
                "StringNotLike",
            ),
            _items("BriefsTakenUp", ("dynamodb:DeleteItem",), resources.table.arn, "StringLike", _BRIEFS),
            _allow("WithdrawnRejections", ("s3:DeleteObject",), rejections),
            _asset_versions(resources.bucket.arn),
        ]
    if stage == "generator":
        return [*_models(settings, resources), _attempts(resources.table.arn)]
    return []


def _models(settings: Settings, resources: SharedResources) -> list[Statement]:
    """Exactly the models that are configured, and the guardrail that their calls name."""
    allowed = [
        _allow(f"Model{index}", ("bedrock:InvokeModel",), model_arn(resources.partition, region, model_id))
        for index, (model_id, region) in enumerate(settings.model_regions.items())
    ]
    if settings.bedrock_guardrail:
        region = settings.model_regions[settings.bedrock_model_id]
        place = pulumi.Output.concat("arn:", resources.partition, f":bedrock:{region}:", resources.account)
        guardrail = pulumi.Output.concat(place, f":guardrail/{settings.bedrock_guardrail.id}")
        allowed.append(_allow("Guardrail", ("bedrock:ApplyGuardrail",), guardrail))
    return allowed


def _state(stage: StageName, table_arn: Text) -> Statement:
    """Rows of campaigns. The generator updates a campaign and a day's budget in one transaction.

    Whether IAM sees the keys of a transaction one by one or together, no document says: so it has no condition here.
    """
    if stage == "generator":
        return _allow("State", STATE, table_arn)
    return _items("State", STATE, table_arn, "StringNotLike")


def _announced(table_arn: Text) -> Statement:
    """Whoever announces a settlement deletes the note that it was not."""
    return _items("Announced", ("dynamodb:DeleteItem",), table_arn, "StringLike", (SWEEPER_KEY,))


def _attempts(table_arn: Text) -> Statement:
    """Leases and attempts only: no campaign is put or deleted. PutItem and DeleteItem always name their key."""
    return _items("Attempts", ("dynamodb:PutItem", "dynamodb:DeleteItem"), table_arn, "StringLike")


def _items(
    sid: str, actions: Sequence[str], table_arn: Text, operator: str, keys_like: Sequence[str] = _MONEY
) -> Statement:
    """On items whose key is such a one (StringLike), or on all others (StringNotLike)."""
    statement = _allow(sid, actions, table_arn)
    statement["Condition"] = {f"ForAllValues:{operator}": {"dynamodb:LeadingKeys": list(keys_like)}}
    return statement


def _objects(prefixes: Mapping[str, Sequence[str]], bucket: Text) -> list[Statement]:
    access = [
        _allow(f"Objects{index}", actions, pulumi.Output.concat(bucket, "/", prefix, "*"))
        for index, (prefix, actions) in enumerate(prefixes.items())
    ]
    return [*access, _listing(bucket, prefixes)]


def _listing(bucket: Text, prefixes: Iterable[str]) -> Statement:
    listing = _allow("List", ("s3:ListBucket",), bucket)
    listing["Condition"] = {"StringLike": {"s3:prefix": [f"{prefix}*" for prefix in prefixes]}}
    return listing


def _asset_versions(bucket: Text) -> Statement:
    """Assets are looked up with their versions (briefs/assets.py)."""
    listing = _allow("AssetVersions", ("s3:ListBucketVersions",), bucket)
    listing["Condition"] = {"StringLike": {"s3:prefix": [f"{keys.ASSETS_PREFIX}*"]}}
    return listing


def _allow(sid: str, actions: Sequence[str], resource: Text) -> Statement:
    return {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": resource}
