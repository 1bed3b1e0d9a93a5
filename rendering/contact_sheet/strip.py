"""All variants of one product on one small picture: made from the pixels in hand while they are rendered.

A row for each locale, a column for each format, without gaps; its tiles are as large as on the campaign's sheet.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from rendering.accelerator import scaled
from rendering.contact_sheet.grid import tile_height, tile_width
from rendering.geometry import Box
from shared.context import CampaignContext
from shared.formats import Format

_QUALITY = 90  # it is encoded once more on the sheet


@dataclass(frozen=True, slots=True)
class Strip:
    """`image` may still be empty, or be what was read of a file."""

    campaign: CampaignContext
    image: Image.Image

    @classmethod
    def empty(cls, campaign: CampaignContext) -> Strip:
        return cls(campaign, Image.new("RGB", _size(campaign)))

    @classmethod
    def read(cls, campaign: CampaignContext, jpeg: bytes) -> Strip | None:
        """None for a strip that is laid out in another way than those of today."""
        image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
        return cls(campaign, image.convert("RGB")) if image.size == _size(campaign) else None

    def put(self, locale: str | None, shape: Format, picture: Image.Image) -> None:
        left, top, right, bottom = self._place(locale, shape.name)
        self.image.paste(scaled(picture, Box(0, 0, *picture.size), (right - left, bottom - top)), (left, top))

    def tile(self, locale: str | None, format_name: str) -> Image.Image:
        return self.image.crop(self._place(locale, format_name))

    def jpeg(self) -> bytes:
        buffer = io.BytesIO()
        self.image.save(buffer, "JPEG", quality=_QUALITY)
        return buffer.getvalue()

    def _place(self, locale: str | None, format_name: str) -> tuple[int, int, int, int]:
        height = tile_height(self.campaign)
        before = self.campaign.formats[: self.campaign.formats.index(format_name)]
        left = sum(tile_width(name, height) for name in before)
        top = self.campaign.all_locales.index(locale) * height
        return left, top, left + tile_width(format_name, height), top + height


def _size(campaign: CampaignContext) -> tuple[int, int]:
    height = tile_height(campaign)
    return sum(tile_width(name, height) for name in campaign.formats), height * len(campaign.all_locales)
