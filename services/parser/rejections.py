"""Writes down why a brief is refused, once: a redelivery announces what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared import keys
from shared.aws import is_lost_race, is_missing
from shared.events import BriefRejected, BriefRejectedData, Rejection
from shared.frozen import fitting, now
from shared.problems import NOT_READ, Problem
from shared.uploads import Upload

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# EventBridge's limit is 256 KB an event.
_IN_EVENT, _BYTES_IN_EVENT = 100, 200_000


def write_rejection(client: S3Client, bucket: str, upload: Upload, problems: Sequence[Problem]) -> Rejection:
    """The rejection that stands in the bucket: this one, or the one that an earlier delivery wrote."""
    campaign_id = upload.campaign_id
    rejection = Rejection(campaign_id=campaign_id, brief=upload.brief, rejected_at=now(), problems=tuple(problems))
    standing = None
    try:
        _put(client, bucket, rejection, {"IfNoneMatch": "*"})
    except ClientError as error:
        if not is_lost_race(error):
            raise
        key = keys.rejection(campaign_id)
        standing = Rejection.read_json(client.get_object(Bucket=bucket, Key=key)["Body"].read())
    if standing and standing.brief == upload.brief and _certainty(rejection) > _certainty(standing):
        _put(client, bucket, rejection, {})
        return rejection
    return standing or rejection


def withdraw_rejection(client: S3Client, bucket: str, campaign_id: str) -> None:
    """Takes back what a redrive has overtaken. Asked for first: a deletion would leave a marker of nothing."""
    key = keys.rejection(campaign_id)
    try:
        client.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if is_missing(error):
            return
        raise
    client.delete_object(Bucket=bucket, Key=key)


def _put(client: S3Client, bucket: str, rejection: Rejection, condition: dict[str, str]) -> None:
    client.put_object(
        Bucket=bucket,
        Key=keys.rejection(rejection.campaign_id),
        Body=rejection.model_dump_json(indent=2).encode(),
        ContentType="application/json",
        **condition,  # type: ignore[arg-type]
    )


def _not_read(rejection: Rejection) -> str | None:
    """Why the brief was not read, where it was not."""
    return next((problem.code for problem in rejection.problems if problem.code in NOT_READ), None)


def _certainty(rejection: Rejection) -> int:
    """A later delivery that knows more replaces what an earlier one said: our trouble, then that it is gone."""
    code = _not_read(rejection)
    return NOT_READ.index(code) if code else len(NOT_READ)


def rejected_event(rejection: Rejection) -> BriefRejected:
    data = BriefRejectedData(
        campaign_id=rejection.campaign_id,
        brief=rejection.brief,
        problem_count=len(rejection.problems),
        problems=tuple(fitting(rejection.problems[:_IN_EVENT], _BYTES_IN_EVENT)),
        rejection_key=keys.rejection(rejection.campaign_id),
    )
    code = _not_read(rejection)
    facts = (code,) if code else ()  # another fact than the brief's own problems
    return BriefRejected.of(data, rejection.campaign_id, rejection.brief.version, rejection.rejected_at, *facts)
