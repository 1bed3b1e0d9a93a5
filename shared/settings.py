"""One settings model per function, read from its environment and validated once, at start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class SettingsInvalid(RuntimeError):
    """A function's environment lacks a variable or holds a wrong one; the message names each."""


class StageSettings(BaseModel):
    """What every stage needs. `retry_base_seconds` is the first delay of a retry; it doubles with each receive."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    bucket: str = Field(alias="S3_BUCKET_NAME", min_length=3)
    table: str = Field(alias="CAMPAIGNS_TABLE", min_length=3)
    bus: str = Field(alias="EVENT_BUS_NAME", min_length=1)
    queue_url: str = Field(alias="QUEUE_URL", min_length=1)
    max_receive_count: int = Field(alias="MAX_RECEIVE_COUNT", ge=1, le=1000)
    retry_base_seconds: int = Field(alias="RETRY_BASE_SECONDS", ge=0, le=3600)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Raises SettingsInvalid with one line per variable."""
        try:
            return cls.model_validate({name: environment[name] for name in cls._variables() if name in environment})
        except ValidationError as error:
            lines = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
            raise SettingsInvalid("environment of the function: " + "; ".join(lines)) from None

    @classmethod
    def _variables(cls) -> list[str]:
        return [field.alias for field in cls.model_fields.values() if field.alias]
