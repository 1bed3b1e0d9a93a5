"""How long the contact sheet takes, made of each product's strip and, as before there were strips, of every variant.

`python -m benchmarks.contact_sheets [PRODUCTS ...]` prints 5, 20 and 100 by default, the ratio of the two, and what a
strip adds to rendering its product. Every product has the five default formats; requests are not in it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from benchmarks.rendering.cases import LOOK, ORIGIN, SHAPES, TEXTS, studio
from rendering.contact_sheet.draw import draw_sheet
from rendering.contact_sheet.grid import grid
from rendering.contact_sheet.strip import Strip
from rendering.contact_sheet.tiles import Tiles
from rendering.product_variants import variant_of
from rendering.render import Rendered, open_picture, render
from shared.campaigns.records import accepted
from shared.formats import DEFAULT_FORMATS
from shared.manifest import Manifest, manifest_of
from tests.unit.campaign_samples import new_campaign, new_products

T = TypeVar("T")
_RUNS = 5


def main(sizes: list[int]) -> None:
    source = studio("insulated bottle")
    made, rendering = _timed(lambda: list(render(open_picture(source), TEXTS, None, SHAPES, LOOK, ORIGIN)))
    for size in sizes:
        manifest = _manifest(size, made)
        strip, stripping = _timed(partial(_strip, manifest, made))
        new, old = _sheet_seconds(manifest, made, strip), _sheet_seconds(manifest, made, None)
        print(
            f"{size} products: {1000 * new:.0f} ms from strips, {1000 * old:.0f} ms from variants, "
            f"{new / old:.2f} of it; a strip takes {1000 * stripping:.0f} ms, {stripping / rendering:.2f} of rendering "
            f"its product, and has {len(strip) / 1000:.0f} kB"
        )


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds of its fastest run."""
    seconds = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return result, min(seconds)


def _manifest(products: int, made: list[Rendered]) -> Manifest:
    new = new_campaign(products)
    context = new.context.model_copy(update={"formats": DEFAULT_FORMATS})
    campaign = accepted(new.model_copy(update={"context": context}))
    variants = tuple(variant_of(each, None, each.format.name) for each in made)
    ready = {"status": "ready", "variants": variants}
    return manifest_of(campaign, [each.model_copy(update=ready) for each in new_products(products)])


def _strip(manifest: Manifest, made: list[Rendered]) -> bytes:
    strip = Strip.empty(manifest.campaign)
    for each in made:
        strip.put(None, each.format, each.picture)
    return strip.jpeg()


def _sheet_seconds(manifest: Manifest, made: list[Rendered], strip: bytes | None) -> float:
    jpegs = {each.format.name: each.jpeg for each in made}
    laid = grid(manifest)
    return _timed(lambda: draw_sheet(laid, Tiles(manifest.campaign, lambda _: strip, jpegs.__getitem__)))[1]


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [5, 20, 100])
