"""Briefs and pictures that the pipeline tests upload."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw


def brief(name: str, *products: dict[str, Any] | str, **fields: Any) -> dict[str, Any]:
    """A canonical brief; a product given as text has that name and no asset."""
    entries = [{"name": product} if isinstance(product, str) else product for product in products]
    message = fields.pop("campaign_message", "Level up your morning")
    return {"campaign_name": name, "campaign_message": message, "products": entries, **fields}


def reusing(name: str, path: str) -> dict[str, Any]:
    return {"name": name, "existing_assets": path}


def product_picture(color: str = "#b5451f") -> bytes:
    """A PNG of 800x800: one rounded shape on an even, light background."""
    picture = Image.new("RGB", (800, 800), "#f1efec")
    ImageDraw.Draw(picture).rounded_rectangle((280, 160, 520, 690), 60, fill=color)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
