"""A brief that was not read, for trouble of ours, is read after all: its upload is told of once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from shared.aws import is_missing
from shared.context import BriefReference
from shared.events import Rejection
from shared.problems import NOT_READ
from shared.uploads import notification

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient


def why_not(s3: S3Client, rejected: Rejection) -> str | None:
    """Why reading it again would not help, and what would; None where it may."""
    if not any(problem.code in NOT_READ for problem in rejected.problems):
        return "the brief itself was refused: mend what `creative status` shows, and submit it again"
    brief = rejected.brief
    try:
        s3.head_object(Bucket=brief.bucket, Key=brief.key, VersionId=brief.version)
    except ClientError as error:
        if is_missing(error):
            return f"the upload {brief.key} (version {brief.version}) is gone: submit the brief again"
        raise
    return None


def read_again(sqs: SQSClient, queue_url: str, brief: BriefReference, campaign_id: str) -> None:
    """Puts the upload's notification into the parser's queue, as S3 did: the campaign keeps its id."""
    sqs.send_message(QueueUrl=queue_url, MessageBody=notification(brief, campaign_id))
