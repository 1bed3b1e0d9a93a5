"""The renderer's front door: a picture and a message in, finished JPEGs with their evidence out.

open_picture   decode, find the product           once per product
render         measure the words                  once per message
               lay out, paint, draw the words     once per master (formats of nearly one shape)
               crop, encode, measure              once per format
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from rendering import scene
from rendering.contrast import AIMS
from rendering.copytext import Copy, measure_copy
from rendering.encode import Origin, encode
from rendering.evidence import LOGO_MISSED, Inspection, Placement
from rendering.geometry import Box
from rendering.layout import Layout, NoRoom, lay_out
from rendering.logo import Logo, draw_logo, open_logo
from rendering.masters import NEARLY_SAME, Master, masters
from rendering.palette import Palette, parse
from rendering.picture import Picture, open_picture
from rendering.proof import survives
from rendering.text.runtime import check_runtime, refuse_unshapable
from rendering.unusable import UnusablePicture, UnusableText
from rendering.words import Words, draw_words, set_words, words_ground
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
    """What brand and brief decide, the same for every format. Colours as "#RRGGBB".

    `logo` is an image file's bytes. One that cannot be read (empty, say) is missed in the evidence.
    """

    brand_colors: tuple[str, ...]
    product_name: str
    call_to_action: str | None
    brand: str | None
    logo: bytes | None


@dataclass(frozen=True, slots=True)
class Composition:
    """One master with all that no colour changes."""

    layout: Layout
    master: Master
    scene: scene.Scene
    words: Words

    @classmethod
    def of(cls, picture: Picture, layout: Layout, master: Master) -> Composition:
        size = master.width, master.height
        return cls(layout, master, scene.Scene(picture, size, layout.product), set_words(layout))


@dataclass(frozen=True, slots=True)
class Rendered:
    """`picture` is where all of the source picture would stand on the variant, in pixels: any part is found from it."""

    format: Format
    jpeg: bytes
    evidence: dict[str, Check]
    picture: Box


def render(
    picture: Picture, message: str, locale: str | None, formats: Sequence[Format], look: Look, origin: Origin
) -> Iterator[Rendered]:
    """One JPEG per format, formats of one master in a row. `locale` is a BCP 47 tag, or None: the text's own script.

    Raises UnusableText where the message cannot be set.
    """
    brand = tuple(parse(color) for color in look.brand_colors)
    logo = open_logo(look.logo) if look.logo else None
    copy = measure_copy(message, locale, _name(look, logo), look.call_to_action)
    for text in filter(None, (copy.name, copy.message, copy.action)):
        refuse_unshapable(text)
    layouts = _layouts(copy, picture, masters(formats), logo)
    compositions = [Composition.of(picture, layout, master) for layout, master in layouts]
    # All masters with one aim: the formats of a campaign show the same colours.
    for aim in AIMS:
        drawn = _drawn(compositions, picture, copy, Palette(brand, aim), origin)
        if drawn is not None:
            rendered = drawn
            break
    for variant in rendered:
        if look.logo is not None:
            variant.evidence.setdefault("logo", LOGO_MISSED)
        yield variant


def _layouts(
    copy: Copy, picture: Picture, canvases: list[Master], logo: Logo | None
) -> Iterator[tuple[Layout, Master]]:
    shape = scene.shape(picture)
    try:
        for master in canvases:
            layout = lay_out(copy, shape, master, logo)
            if layout.bleeds and len(master.formats) > 1:
                # The photograph touches the edges of what all formats show: in the tallest, they must not be far.
                nearly_same = masters(master.formats, NEARLY_SAME)
                yield from ((lay_out(copy, shape, each, logo), each) for each in nearly_same)
            else:
                yield layout, master
    except NoRoom as error:
        raise UnusableText("message_too_long", f"The message does not fit: {error}. Shorten it.") from error


def _drawn(
    compositions: Sequence[Composition], picture: Picture, copy: Copy, palette: Palette, origin: Origin
) -> list[Rendered] | None:
    """None as soon as colours turn out to lose too much, where another aim may help."""
    last = palette.aim == AIMS[-1]
    canvases = [each.scene.painted(palette) for each in compositions]
    grounds = [words_ground(canvas, each.layout) for canvas, each in zip(canvases, compositions, strict=True)]
    palette = palette.agreed(grounds)
    rendered: list[Rendered] = []
    for canvas, ground, each in zip(canvases, grounds, compositions, strict=True):
        layout, words = each.layout, each.words
        draw_words(canvas, layout, words, palette, ground)
        # The masters mostly share their colours: the first one tells of all.
        if not last and not rendered and not survives(canvas, words):
            return None
        placement = Placement(picture, scene.product_pixels(picture), each.scene.shown)
        mark = draw_logo(canvas, layout.logo, layout.align, palette) if layout.logo else None
        inspection = Inspection(words, placement, copy.missing, mark)
        rendered += _exported(canvas, each.master, inspection, placement, origin)
        if not last and not all(variant.evidence["contrast"].passed for variant in rendered):
            return None
    return rendered


def _exported(
    canvas: Image.Image, master: Master, inspection: Inspection, placement: Placement, origin: Origin
) -> Iterator[Rendered]:
    for entry in master.formats:
        crop = master.crop(entry)
        jpeg = encode(canvas.crop(crop) if len(master.formats) > 1 else canvas, origin)
        where = placement.picture.moved(-crop[0], -crop[1])
        yield Rendered(entry, jpeg, inspection.of(jpeg, entry, crop), where)


def _name(look: Look, logo: Logo | None) -> str:
    """The product's name, with the brand before it unless the name or a logo says it already."""
    name, brand = look.product_name.strip(), (look.brand or "").strip()
    if logo or not brand or brand.casefold() in name.casefold():
        return name
    return f"{brand} \u00b7 {name}"
