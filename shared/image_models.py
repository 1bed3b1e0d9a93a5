"""The catalogue of image models on Amazon Bedrock: prices, regions and limits, as of 2026-11.

Prices and lifecycles change: check them against the Bedrock pricing and model lifecycle pages when you edit this.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ModelFamily = Literal["stable-image", "sdxl", "amazon"]


@dataclass(frozen=True, slots=True)
class ImageModel:
    """`price` is the list price in USD per picture, `max_prompt` the limit in characters; offered in `regions`."""

    model_id: str
    family: ModelFamily
    price: Decimal
    max_prompt: int
    regions: tuple[str, ...]
    end_of_life: str | None = None  # ISO date; a retired model answers ResourceNotFoundException

    def region(self, wanted: str | None) -> str:
        """Where to call it: where it is wanted, if it is offered there."""
        return wanted if wanted and wanted in self.regions else self.regions[0]


_CATALOGUE = (
    ImageModel("stability.stable-image-core-v1:1", "stable-image", Decimal("0.04"), 10_000, ("us-west-2",)),
    ImageModel("stability.sd3-5-large-v1:0", "stable-image", Decimal("0.08"), 10_000, ("us-west-2",)),
    ImageModel("stability.stable-image-ultra-v1:1", "stable-image", Decimal("0.14"), 10_000, ("us-west-2",)),
    ImageModel("stability.stable-diffusion-xl-v1", "sdxl", Decimal("0.04"), 2_000, ("us-east-1",), "2025-05-20"),
    ImageModel("amazon.titan-image-generator-v1", "amazon", Decimal("0.04"), 512, ("us-east-1",), "2025-12-31"),
    ImageModel("amazon.titan-image-generator-v2:0", "amazon", Decimal("0.01"), 512, ("us-east-1",), "2026-06-30"),
    ImageModel("amazon.nova-canvas-v1:0", "amazon", Decimal("0.04"), 1_024, ("us-east-1",), "2026-09-30"),
)

IMAGE_MODELS: dict[str, ImageModel] = {entry.model_id: entry for entry in _CATALOGUE}

DEFAULT_MODEL_ID = "stability.stable-image-core-v1:1"
