"""Stable Image Core, Ultra and Stable Diffusion 3.5."""

from __future__ import annotations

from typing import Any

from services.generator.families.family import (
    NothingPaid,
    OutputFiltered,
    PictureDelayed,
    PictureRequest,
    content_filtered,
    decoded,
)
from shared.problems import GivenUp


class StableImage:
    max_seed = 4_294_967_294

    def request(self, request: PictureRequest) -> dict[str, Any]:
        # Core and Ultra refuse mode, width and height; SD3.5 takes text-to-image as its default mode.
        return {
            "prompt": request.prompt,
            "negative_prompt": request.negative_prompt,
            "aspect_ratio": "1:1",
            "seed": request.seed,
            "output_format": "png",
        }

    def picture(self, answer: dict[str, Any]) -> bytes:
        reason = next(iter(answer.get("finish_reasons") or []), None)
        if reason is None:
            return decoded(next(iter(answer.get("images") or []), ""))
        if "output image" in reason:
            raise OutputFiltered(reason)
        if "Filter reason" in reason:
            raise NothingPaid(content_filtered("prompt"))
        if "Inference error" in reason:
            raise PictureDelayed(reason)
        raise GivenUp("model_refused", f"the image model refused: {reason}")
