"""What ends a command: one clear line and exit code 1, never a stack trace for what a user can cause."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.exceptions import ClientError

_NO_CREDENTIALS = (
    "NoCredentialsError",
    "PartialCredentialsError",
    "CredentialRetrievalError",
    "ProfileNotFound",
    "TokenRetrievalError",
    "SSOTokenLoadError",
    "UnauthorizedSSOTokenError",
)
_NO_ANSWER = ("ConnectionError", "HTTPClientError", "ConnectionClosedError")
_ON_THIS_MACHINE = ("http://127.0.0.1:", "http://localhost:")
_DENIED = ("AccessDenied", "AccessDeniedException", "403", "Forbidden", "UnauthorizedOperation")
_WRONG_CREDENTIALS = (
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidToken",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
)


class CommandFailed(Exception):
    """Ends a command; the message is for the user: what, where, what would be right."""


def explain(error: BaseException) -> str | None:
    """The line to show for an error that a user can cause; None for a bug of ours, and where nothing can be shown."""
    if isinstance(error, CommandFailed):
        return str(error)
    if isinstance(error, UnicodeEncodeError):
        return f"{error.object[:100]!a} is no UTF-8 text, as names on AWS are"
    if isinstance(error, OSError):
        return f"{error.filename}: {(error.strerror or str(error)).lower()}" if error.filename else None
    # Only what was imported can have been raised: `creative --help` needs neither boto3 nor the local AWS.
    if "local.failure" in sys.modules and isinstance(error, sys.modules["local.failure"].LocalAwsFailed):
        return f"the local AWS: {error}"
    if "botocore.exceptions" in sys.modules:
        return _explain_botocore(error)
    return None


def _explain_botocore(error: BaseException) -> str | None:
    from botocore import exceptions

    if isinstance(error, exceptions.ClientError):
        return _explain_refusal(error)
    if not isinstance(error, exceptions.BotoCoreError):
        return None
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if kinds & set(_NO_CREDENTIALS):
        return (
            f"no usable AWS credentials ({error}): sign in (`aws sso login`), set AWS_PROFILE, or set AWS_ACCESS_KEY_ID"
        )
    if "NoRegionError" in kinds:
        return "no AWS region: set AWS_DEFAULT_REGION, or a region in your AWS profile"
    if kinds & set(_NO_ANSWER):
        endpoint = "/".join(str(getattr(error, "kwargs", {}).get("endpoint_url", "")).split("/")[:3])
        if endpoint.startswith(_ON_THIS_MACHINE):
            return f"the local AWS at {endpoint} does not answer any more: start `creative up` again"
        return f"no answer from AWS: {error}; check the network, AWS_ENDPOINT_URL and the region"
    if isinstance(error, exceptions.ParamValidationError) and "bucket name" in str(error):
        return "no such bucket: its name has what no bucket's has; check --bucket and CREATIVE_BUCKET"
    return f"AWS could not be asked: {' '.join(str(error).split())}"


def _explain_refusal(error: ClientError) -> str:
    details = error.response.get("Error", {})
    code, message = str(details.get("Code", "")), str(details.get("Message", ""))
    if code == "NoSuchBucket":
        return f"no such bucket: {details.get('BucketName', message)}; check --bucket, CREATIVE_BUCKET and the region"
    if code == "ResourceNotFoundException":
        return f"no such table: {message}; check --table, CREATIVE_TABLE and the region"
    if code in _DENIED:
        return f"access denied for {error.operation_name}: {message}; these credentials lack the permission"
    if code in _WRONG_CREDENTIALS:
        return f"AWS does not accept these credentials ({code}): {message}; sign in again"
    return f"AWS refused {error.operation_name} ({code}): {message}"
