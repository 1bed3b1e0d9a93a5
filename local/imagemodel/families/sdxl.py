"""Stable Diffusion XL 1.0, the model of the original system (end of life on Bedrock since 2025-05-20)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from local.imagemodel.families.order import FilterReason, Order, Request, chosen_seed, read
from local.imagemodel.refusals import Refused, malformed
from shared.image_models import ImageModel

_WIDE = {(1024, 1024), (1152, 896), (1216, 832), (1344, 768), (1536, 640)}
_SIZES = _WIDE | {(height, width) for width, height in _WIDE}


class _TextPrompt(Request):
    text: Annotated[str, Field(min_length=1, max_length=2_000)]
    weight: float = 1.0


class _Body(Request):
    text_prompts: Annotated[list[_TextPrompt], Field(min_length=1)]
    cfg_scale: Annotated[float, Field(ge=0, le=35)] = 7.0
    steps: Annotated[int, Field(ge=10, le=150)] = 30
    width: int = 1024
    height: int = 1024
    samples: Literal[1] = 1
    seed: Annotated[int, Field(ge=0, le=4_294_967_295)] = 0
    style_preset: str | None = None
    sampler: str | None = None
    clip_guidance_preset: str | None = None


class StableDiffusionXL:
    def order(self, model: ImageModel, body: bytes) -> Order:  # noqa: ARG002
        wanted = read(_Body, body)
        if (wanted.width, wanted.height) not in _SIZES:
            raise malformed(f"#/width: {wanted.width}x{wanted.height} is not an allowed size")
        prompt = " ".join(part.text for part in wanted.text_prompts if part.weight > 0)
        if not prompt:
            raise malformed("#/text_prompts: at least one prompt needs a positive weight")
        return Order(prompt, chosen_seed(wanted.seed, body), wanted.width, wanted.height)

    def answer(self, order: Order, pictures: list[str]) -> dict[str, object]:
        artifacts = [{"seed": order.seed, "base64": picture, "finishReason": "SUCCESS"} for picture in pictures]
        return {"result": "success", "artifacts": artifacts}

    def filtered(self, order: Order, reason: FilterReason) -> dict[str, object]:
        if reason == "prompt":
            # Its prompt filter refuses; only what was drawn comes back as CONTENT_FILTERED.
            raise Refused(
                "ValidationException",
                "Invalid prompts were detected: the request was blocked by our content filters. Please adjust it.",
            )
        finish = "ERROR" if reason == "inference" else "CONTENT_FILTERED"
        return {"result": "success", "artifacts": [{"seed": order.seed, "base64": "", "finishReason": finish}]}
