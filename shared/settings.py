"""One settings model per function, read from its environment and validated once, at start."""

from __future__ import annotations

from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsInvalid(RuntimeError):
    """A function's environment lacks a variable or holds a wrong one; the message names each."""


class StageSettings(BaseSettings):
    """What every stage needs. `retry_base_seconds` is the first delay of a retry; it doubles with each receive.

    `tries` counts what failed unforeseen, not every receive (shared/trouble.py).

    Raises SettingsInvalid with one line per variable.
    """

    model_config = SettingsConfigDict(frozen=True, case_sensitive=True, extra="ignore")

    bucket: str = Field(alias="S3_BUCKET_NAME", min_length=3)
    table: str = Field(alias="CAMPAIGNS_TABLE", min_length=3)
    bus: str = Field(alias="EVENT_BUS_NAME", min_length=1)
    queue_url: str = Field(alias="QUEUE_URL", min_length=1)
    dlq_url: str = Field(alias="DLQ_URL", min_length=1)
    tries: int = Field(alias="TRIES", ge=1, le=900)
    retry_base_seconds: int = Field(alias="RETRY_BASE_SECONDS", ge=0, le=3600)

    def __init__(self, **variables: Any) -> None:
        try:
            super().__init__(**variables)
        except ValidationError as error:
            lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            raise SettingsInvalid("environment of the function: " + "; ".join(lines)) from None
