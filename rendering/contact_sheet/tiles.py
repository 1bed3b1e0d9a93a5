"""The small pictures of a sheet: cut out of their product's strip; of a product without one, decoded one by one."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache

from PIL import Image

from rendering.contact_sheet.grid import SheetRow, Tile
from rendering.contact_sheet.strip import Strip
from shared.context import CampaignContext


class Tiles:
    """`strip` gives the strip of a product by its id, None where there is none; `variant` the JPEG at an S3 key."""

    def __init__(
        self, campaign: CampaignContext, strip: Callable[[str], bytes | None], variant: Callable[[str], bytes]
    ) -> None:
        self._campaign = campaign
        self._variant = variant
        self._fetch = strip
        self._strip = lru_cache(maxsize=1)(self._opened)  # a product's rows follow each other

    def picture(self, row: SheetRow, tile: Tile, size: tuple[int, int]) -> Image.Image:
        if strip := self._strip(row.product_id):
            return strip.tile(row.locale, tile.format)
        with Image.open(io.BytesIO(self._variant(tile.key or "")), formats=("JPEG",)) as variant:
            variant.draft("RGB", size)
            return variant.resize(size, Image.Resampling.BICUBIC)

    def _opened(self, product_id: str) -> Strip | None:
        jpeg = self._fetch(product_id)
        return Strip.read(self._campaign, jpeg) if jpeg else None
