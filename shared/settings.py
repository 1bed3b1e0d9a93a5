"""One settings model per function, read from its environment and validated once, at start."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.costs import Rates


class SettingsInvalid(RuntimeError):
    """A function's environment lacks a variable or holds a wrong one; the message names each."""


class FunctionSettings(BaseSettings):
    """What every function needs. Raises SettingsInvalid with one line per variable."""

    model_config = SettingsConfigDict(frozen=True, case_sensitive=True, extra="ignore")

    bucket: str = Field(alias="S3_BUCKET_NAME", min_length=3)
    table: str = Field(alias="CAMPAIGNS_TABLE", min_length=3)

    def __init__(self, **variables: Any) -> None:
        try:
            super().__init__(**variables)
        except ValidationError as error:
            lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            raise SettingsInvalid("environment of the function: " + "; ".join(lines)) from None


class RatesSettings(FunctionSettings):
    """Rates in USD per product."""

    rate_generation: Decimal = Field(alias="RATE_GENERATION", ge=0)
    rate_processing: Decimal = Field(alias="RATE_PROCESSING", ge=0)
    rate_variants: Decimal = Field(alias="RATE_VARIANTS", ge=0)

    @property
    def rates(self) -> Rates:
        return Rates(generation=self.rate_generation, processing=self.rate_processing, variants=self.rate_variants)


class StageSettings(FunctionSettings):
    """What every stage needs. `retry_base_seconds` is the first delay of a retry; it doubles with each receive.

    `tries` counts what failed unforeseen, not every receive (shared/trouble.py).
    """

    bus: str = Field(alias="EVENT_BUS_NAME", min_length=1)
    queue_url: str = Field(alias="QUEUE_URL", min_length=1)
    dlq_url: str = Field(alias="DLQ_URL", min_length=1)
    tries: int = Field(alias="TRIES", ge=1, le=900)
    retry_base_seconds: int = Field(alias="RETRY_BASE_SECONDS", ge=0, le=3600)
