from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from shared.costs import Rates
from shared.settings import StageSettings


class ParserSettings(StageSettings):
    """Rates in USD per product."""

    rate_generation: Decimal = Field(alias="RATE_GENERATION", ge=0)
    rate_processing: Decimal = Field(alias="RATE_PROCESSING", ge=0)
    rate_variants: Decimal = Field(alias="RATE_VARIANTS", ge=0)

    @property
    def rates(self) -> Rates:
        return Rates(generation=self.rate_generation, processing=self.rate_processing, variants=self.rate_variants)
