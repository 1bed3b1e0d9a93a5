"""How the stages call AWS: retries are botocore's."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config


def client(service: str, region: str | None = None, **config: Any) -> Any:
    """A boto3 client; `config` overrides fields of botocore's Config. Standard mode: four tries, with backoff."""
    retries = {"mode": "standard", "total_max_attempts": 4}
    settings = {"retries": retries, "connect_timeout": 3, "read_timeout": 20, **config}
    return boto3.client(service, region_name=region, config=Config(**settings))  # type: ignore[call-overload]
