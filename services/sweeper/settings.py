from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from shared.settings import FunctionSettings


class SweeperSettings(FunctionSettings):
    """`daily_budget` as the generator has it."""

    bus: str = Field(alias="EVENT_BUS_NAME", min_length=1)
    parser_queue_url: str = Field(alias="PARSER_QUEUE_URL", min_length=1)
    daily_budget: Decimal | None = Field(default=None, alias="DAILY_BUDGET", gt=0)
