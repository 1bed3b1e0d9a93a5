"""What costs a message none of its tries: trouble of a dependency, and waiting for another message."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
from botocore.exceptions import ConnectionError as NoConnection

from shared.deadline import OutOfTime

# Throttles and timeouts that come with a status below 500 (botocore.retries.standard has the same names; S3, DynamoDB,
# Bedrock: the error lists of their API references), and the reasons for which DynamoDB cancels a transaction.
_CODES = {
    "LimitExceededException",
    "ModelNotReadyException",
    "ModelTimeoutException",
    "ProvisionedThroughputExceeded",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "RequestTimeout",
    "RequestTimeoutException",
    "ServiceQuotaExceededException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingError",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionConflict",
    "TransactionConflictException",
    "TransactionInProgressException",
}
_STATUSES = {408, 429}
_NO_ANSWER = (NoConnection, HTTPClientError, IncompleteReadError)


class DependencyTrouble(Exception):
    """A service that we need does not work as it should right now."""


class Waiting(Exception):
    """Nothing failed: another message is doing the same work right now."""


class NobodyToTell(Exception):
    """The message names no campaign that we know: there is nothing to announce when it is given up."""


def costs_no_try(error: BaseException) -> bool:
    """Whether the error, or what caused it, is over without anybody doing something about it."""
    return any(_is_trouble(each) for each in _causes(error))


def _is_trouble(error: BaseException) -> bool:
    if isinstance(error, ClientError):
        return _is_answered_trouble(error)
    return isinstance(error, (DependencyTrouble, Waiting, *_NO_ANSWER)) or _waited_for_an_answer(error)


def _is_answered_trouble(error: ClientError) -> bool:
    answer: dict[str, Any] = dict(error.response)
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    codes = {answer["Error"].get("Code"), *(reason.get("Code") for reason in answer.get("CancellationReasons", []))}
    return status >= 500 or status in _STATUSES or bool(codes & _CODES)


def _waited_for_an_answer(error: BaseException) -> bool:
    """Whether time ran out inside a call of AWS, not in work of our own."""
    if not isinstance(error, OutOfTime) or error.__cause__ is None:
        return False
    frames = traceback.walk_tb(error.__cause__.__traceback__)
    return any(frame.f_globals.get("__name__", "").startswith("botocore.") for frame, _ in frames)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__
