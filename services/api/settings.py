from __future__ import annotations

from pydantic import Field

from shared.settings import RatesSettings


class ApiSettings(RatesSettings):
    bus: str = Field(alias="EVENT_BUS_NAME", min_length=1)
