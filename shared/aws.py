"""How the stages call AWS: retries are botocore's. And what S3's error codes mean."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def client(service: str, region: str | None = None, **config: Any) -> Any:
    """A boto3 client; `config` overrides fields of botocore's Config. Standard mode: four tries, with backoff."""
    retries = {"mode": "standard", "total_max_attempts": 4}
    settings = {"retries": retries, "connect_timeout": 3, "read_timeout": 20, **config}
    return boto3.client(service, region_name=region, config=Config(**settings))  # type: ignore[call-overload]


def is_missing(error: ClientError) -> bool:
    """Nothing lies at the key (or the version is gone). A HEAD has no body: its errors carry the status as code."""
    return error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchVersion", "404")


def is_lost_race(error: ClientError) -> bool:
    """A conditional write came second: 412, or 409 where the other one is still being written."""
    return error.response["Error"]["Code"] in ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
