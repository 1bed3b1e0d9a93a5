"""The renderer's front door: a picture and a message in, finished JPEGs with their evidence out.

open_picture   decode, find the product           once per product
render         measure the words                  once per message
               lay out, paint, draw the words     once per master (formats of nearly one shape)
               crop, encode, measure              once per format
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.variants.rendering import scene
from services.variants.rendering.contrast import AIMS
from services.variants.rendering.copytext import Copy, measure_copy
from services.variants.rendering.encode import Origin, encode
from services.variants.rendering.evidence import Inspection, Placement
from services.variants.rendering.layout import Layout, NoRoom, lay_out
from services.variants.rendering.masters import Master, masters
from services.variants.rendering.palette import Palette, parse
from services.variants.rendering.picture import Picture, open_picture
from services.variants.rendering.text.runtime import check_runtime, refuse_unshapable
from services.variants.rendering.unusable import UnusablePicture, UnusableText
from services.variants.rendering.words import draw_words
from shared.events import Check
from shared.formats import Format

__all__ = [
    "Look",
    "Origin",
    "Picture",
    "Rendered",
    "UnusablePicture",
    "UnusableText",
    "check_runtime",
    "open_picture",
    "render",
]


@dataclass(frozen=True, slots=True)
class Look:
    """What brand and brief decide, the same for every format. Colours as "#RRGGBB"; `logo` is not drawn yet."""

    brand_colors: tuple[str, ...]
    product_name: str
    call_to_action: str | None
    brand: str | None
    logo: bytes | None


@dataclass(frozen=True, slots=True)
class Rendered:
    format: Format
    jpeg: bytes
    evidence: dict[str, Check]


def render(
    picture: Picture, message: str, locale: str | None, formats: Sequence[Format], look: Look, origin: Origin
) -> Iterator[Rendered]:
    """One JPEG per format, formats of one master in a row. `locale` is a BCP 47 tag, or None: the text's own script.

    Raises UnusableText where the message cannot be set.
    """
    brand = tuple(parse(color) for color in look.brand_colors)
    copy = measure_copy(message, locale, _name(look), look.call_to_action)
    for text in filter(None, (copy.name, copy.message, copy.action)):
        refuse_unshapable(text)
    # A photograph may touch the edges, so a shared canvas would crop it.
    layouts = _layouts(copy, picture, masters(formats, shared=picture.subject.kind != "textured"))
    rendered: list[Rendered] = []
    # All masters with one aim: the formats of a campaign show the same colours.
    for aim in AIMS:
        palette = Palette(brand, aim)
        rendered = [variant for layout in layouts for variant in _draw(picture, copy, *layout, palette, origin)]
        if all(variant.evidence["contrast"].passed for variant in rendered):
            break
    yield from rendered


def _layouts(copy: Copy, picture: Picture, canvases: list[Master]) -> list[tuple[Layout, Master]]:
    try:
        return [(lay_out(copy, scene.shape(picture), master), master) for master in canvases]
    except NoRoom as error:
        raise UnusableText("message_too_long", f"The message does not fit: {error}. Shorten it.") from error


def _draw(
    picture: Picture, copy: Copy, layout: Layout, master: Master, palette: Palette, origin: Origin
) -> Iterator[Rendered]:
    canvas = scene.paint(picture, (master.width, master.height), layout.product, palette)
    words = draw_words(canvas, layout, palette)
    placement = Placement(picture.image, scene.product_pixels(picture), layout.product)
    inspection = Inspection(words, placement, copy.missing)
    for entry in master.formats:
        crop = master.crop(entry)
        jpeg = encode(canvas.crop(crop) if len(master.formats) > 1 else canvas, origin)
        yield Rendered(entry, jpeg, inspection.of(jpeg, entry, crop))


def _name(look: Look) -> str:
    """The product's name, with the brand before it unless the name says it already."""
    name, brand = look.product_name.strip(), (look.brand or "").strip()
    if not brand or brand.casefold() in name.casefold():
        return name
    return f"{brand} \u00b7 {name}"
