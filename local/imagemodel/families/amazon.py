"""Titan Image Generator v1 and v2, and Nova Canvas: text to image.

Limits: the models' request pages in the Amazon Bedrock and Amazon Nova user guides.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from local.imagemodel.families.order import FilterReason, Order, Request, read
from local.imagemodel.refusals import Refused, malformed
from shared.image_models import ImageModel

_TITAN_SIDES = {
    (1024, 1024), (768, 768), (512, 512),
    (768, 1152), (384, 576), (768, 1280), (384, 640), (896, 1152), (448, 576), (768, 1408), (384, 704), (640, 1408),
    (320, 704), (1152, 640),
}  # fmt: skip
_TITAN_SIZES = _TITAN_SIDES | {(height, width) for width, height in _TITAN_SIDES if (width, height) != (1152, 640)}
_TITAN_MAX_SEED = 2_147_483_646
_NOVA_MAX_SEED = 858_993_459
_NOVA_MAX_PIXELS = 4_194_304


class _Text(Request):
    text: Annotated[str, Field(min_length=1)]
    negativeText: Annotated[str, Field(min_length=1)] | None = None  # noqa: N815  the wire's spelling


class _Config(Request):
    numberOfImages: Annotated[int, Field(ge=1, le=5)] = 1  # noqa: N815
    quality: Literal["standard", "premium"] = "standard"
    width: int = 1024
    height: int = 1024
    cfgScale: Annotated[float, Field(ge=1.1, le=10)] = 8.0  # noqa: N815
    seed: Annotated[int, Field(ge=0)] = 42


class _Body(Request):
    """The request; of the task types only TEXT_IMAGE is served here."""

    taskType: Literal["TEXT_IMAGE"]  # noqa: N815
    textToImageParams: _Text  # noqa: N815
    imageGenerationConfig: _Config = _Config()  # noqa: N815


class AmazonImage:
    def order(self, model: ImageModel, body: bytes) -> Order:
        wanted = read(_Body, body)
        text, config = wanted.textToImageParams, wanted.imageGenerationConfig
        _check_text("text", text.text, model)
        _check_text("negativeText", text.negativeText or "", model)
        nova = "nova-canvas" in model.model_id
        max_seed = _NOVA_MAX_SEED if nova else _TITAN_MAX_SEED
        if config.seed > max_seed:
            raise malformed(f"#/imageGenerationConfig/seed: {config.seed} is not less or equal to {max_seed}")
        size = config.width, config.height
        if not (_nova_draws(*size) if nova else size in _TITAN_SIZES):
            raise malformed(f"#/imageGenerationConfig: {config.width}x{config.height} is not an allowed size")
        return Order(text.text, config.seed, config.width, config.height, config.numberOfImages)

    def answer(self, order: Order, pictures: list[str]) -> dict[str, object]:  # noqa: ARG002
        return {"images": pictures, "error": None}

    def filtered(self, order: Order, reason: FilterReason) -> dict[str, object]:  # noqa: ARG002
        if reason == "inference":
            raise Refused("ModelErrorException", details={"originalStatusCode": 500})
        if reason == "output image":
            message = "All of the generated images have been blocked by our content filters. Please adjust your prompt."
            return {"images": [], "error": message}
        raise Refused(
            "ValidationException",
            "This request has been blocked by our content filters. "
            f"Please adjust your {'text prompt' if reason == 'prompt' else reason} to submit a new request.",
        )


def _check_text(field: str, text: str, model: ImageModel) -> None:
    if len(text) > model.max_prompt:
        where = f"#/textToImageParams/{field}"
        raise malformed(f"{where}: expected maxLength: {model.max_prompt}, actual: {len(text)}")


def _nova_draws(width: int, height: int) -> bool:
    """Sides of 320 to 4096 pixels in 16ths, at most 1:4, at most 4.19 megapixels."""
    sides = all(320 <= side <= 4096 and side % 16 == 0 for side in (width, height))
    return sides and width * height <= _NOVA_MAX_PIXELS and max(width, height) <= 4 * min(width, height)
