"""One file per model family: what it accepts, and the shape of its answer."""

from __future__ import annotations

from local.imagemodel.families import amazon, sdxl, stable_image
from local.imagemodel.families.order import Family
from local.imagemodel.refusals import Refused
from shared.image_models import IMAGE_MODELS, ImageModel, ModelFamily

FAMILIES: dict[ModelFamily, Family] = {
    "stable-image": stable_image.StableImage(),
    "sdxl": sdxl.StableDiffusionXL(),
    "amazon": amazon.AmazonImage(),
}


def find(model_id: str) -> tuple[ImageModel, Family]:
    """Raises Refused as Bedrock does for an identifier that it doesn't know."""
    model = IMAGE_MODELS.get(model_id)
    if model is None:
        raise Refused("ValidationException", "The provided model identifier is invalid.")
    return model, FAMILIES[model.family]
