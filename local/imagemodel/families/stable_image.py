"""Stable Image Core and Ultra, and Stable Diffusion 3.5.

Limits: the models' request pages in the Amazon Bedrock user guide. Pixels per ratio: about one megapixel, in 64ths.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from local.imagemodel.families.order import FilterReason, Order, Request, chosen_seed, read
from shared.image_models import ImageModel

_PIXELS = {
    "16:9": (1344, 768),
    "1:1": (1024, 1024),
    "21:9": (1536, 640),
    "2:3": (832, 1216),
    "3:2": (1216, 832),
    "4:5": (896, 1088),
    "5:4": (1088, 896),
    "9:16": (768, 1344),
    "9:21": (640, 1536),
}


class _Body(Request):
    prompt: Annotated[str, Field(min_length=1, max_length=10_000)]
    negative_prompt: Annotated[str, Field(max_length=10_000)] = ""
    aspect_ratio: Literal["16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"] = "1:1"
    seed: Annotated[int, Field(ge=0, le=4_294_967_294)] = 0
    output_format: Literal["png", "jpeg"] = "png"


class _BodyWithMode(_Body):
    """Image-to-image is not served here: its `image` and `strength` are refused as unknown fields."""

    mode: Literal["text-to-image"] = "text-to-image"


class StableImage:
    def order(self, model: ImageModel, body: bytes) -> Order:
        wanted = read(_BodyWithMode if "sd3-5" in model.model_id else _Body, body)
        width, height = _PIXELS[wanted.aspect_ratio]
        encoding: Literal["PNG", "JPEG"] = "PNG" if wanted.output_format == "png" else "JPEG"
        return Order(wanted.prompt, chosen_seed(wanted.seed, body), width, height, encoding=encoding)

    def answer(self, order: Order, pictures: list[str]) -> dict[str, object]:
        return {"seeds": [order.seed], "finish_reasons": [None], "images": pictures}

    def filtered(self, order: Order, reason: FilterReason) -> dict[str, object]:  # noqa: ARG002
        return {"finish_reasons": ["Inference error" if reason == "inference" else f"Filter reason: {reason}"]}
