"""The prompt for a product's picture, as the original system wrote it, fitted to the model's limit."""

from __future__ import annotations

from shared.context import CampaignContext, ProductPlan

# No model writes legible text: the texts of a picture are set by the variants stage, not by the model.
_NEVER = "text, words, letters, watermark, cropped product, several products"
_NOT_IN_A_STUDIO = "people, hands, clutter"
_STUDIO = "High quality, studio lighting, white background, commercial advertising style."


def negative_prompt(campaign: CampaignContext) -> str:
    """People and things around the product are unwanted only where nobody has asked for a scene."""
    return _NEVER if campaign.scene else f"{_NEVER}, {_NOT_IN_A_STUDIO}"


def prompt(campaign: CampaignContext, product: ProductPlan, limit: int) -> str:
    """The prompt, at most `limit` characters long. The product's name is never cut.

    First go the message and whom it is for, then the brand's colours and the style, then the ends of description and
    scene. Raises ValueError where not even the name fits.
    """
    parts = _parts(campaign, product)
    for name in ("message", "audience", "regions", "colors", "style", "brand"):
        if len(_written(parts)) <= limit:
            break
        parts[name] = ""
    for name in ("description", "scene"):
        if len(_written(parts)) > limit:
            room = limit - len(_written({**parts, name: "-"})) + 1
            parts[name] = _cut(parts[name], room)
    if len(_written(parts)) > limit:
        raise ValueError(f"a prompt of {limit} characters has no room for the product name {product.name!r}")
    return _written(parts)


def _parts(campaign: CampaignContext, product: ProductPlan) -> dict[str, str]:
    """The sentences, in their order; empty where the brief says nothing."""
    message = campaign.texts_of(product, None).message or ""
    return {
        "name": f"Professional product photography of {product.name.rstrip('.')}.",
        "description": _sentence("", product.description),
        "brand": _sentence("Brand: ", campaign.brand),
        "scene": _sentence("Scene: ", campaign.scene) or _STUDIO,
        "style": _sentence("Style: ", campaign.style),
        "colors": _sentence("Brand colors: ", ", ".join(campaign.brand_colors)),
        "audience": _sentence("Made for ", campaign.target_audience),
        "regions": _sentence("Sold in ", ", ".join(campaign.target_regions)),
        "message": _sentence("Marketing campaign: ", message),
        "quality": "Photorealistic, 4K quality, centered composition.",
    }


def _sentence(start: str, text: str | None) -> str:
    return f"{start}{text.rstrip('. ')}." if text else ""


def _written(parts: dict[str, str]) -> str:
    return "\n".join(sentence for sentence in parts.values() if sentence)


def _cut(text: str, room: int) -> str:
    """Cuts at the last word that fits; empty where none does."""
    if len(text) <= room:
        return text
    return text[: max(0, room)].rpartition(" ")[0].rstrip(" ,;:.")
