"""Transactions of DynamoDB: what it objects to, and patience where another writer was at the same rows."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

FAILED: Final = "ConditionalCheckFailed"

_TRIES = 12  # with the waits below, about 5 s in all


def objections(client: DynamoDBClient, writes: Sequence[Any]) -> list[str]:
    """The code for each of the writes, "None" where there is nothing against it; if any fails, none is made.

    Raises ClientError for all but failed conditions, and where other writers were at the same rows in every try.
    """
    for tried in range(_TRIES):
        try:
            client.transact_write_items(TransactItems=writes)
        except ClientError as error:
            reasons = [str(reason.get("Code")) for reason in error.response.get("CancellationReasons", [])]
            if FAILED in reasons:
                return reasons
            if "TransactionConflict" not in reasons or tried == _TRIES - 1:
                raise
            time.sleep(random.uniform(0, min(1.0, 0.02 * 2**tried)))  # noqa: S311 - jitter, no secret
        else:
            break
    return ["None"] * len(writes)


def written(client: DynamoDBClient, writes: Sequence[Any]) -> bool:
    """Whether no condition failed, and so all of it is written. Raises as `objections`."""
    return FAILED not in objections(client, writes)
