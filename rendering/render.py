"""Renders: a picture and texts in, finished JPEGs with their evidence out.

open_picture   decode, find the product           once per product
render         measure the words                  once per language
               lay out, paint, draw the words     once per master (formats of nearly one shape)
               crop, encode, measure              once per format
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from rendering import scene
from rendering.arrangement import Layout
from rendering.color_scheme import ColorScheme, parse
from rendering.contrast import AIMS, survives_jpeg
from rendering.encode import Origin, encode
from rendering.evidence import LOGO_MISSED, Inspection
from rendering.layout import NoRoom, lay_out
from rendering.logo import Logo, draw_logo, open_logo
from rendering.masters import NEARLY_SAME, Master, masters
from rendering.measured_texts import MeasuredTexts, measure_texts
from rendering.source_picture import SourcePicture, open_picture
from rendering.text.runtime import check_runtime, refuse_unshapable
from rendering.text_layer import TextLayer, draw_text_layer, text_ground, text_layer
from shared.formats import Format
from shared.pictures import Check
from shared.problems import GivenUp
from shared.texts import Texts

__all__ = [
    "Branding",
    "Origin",
    "Rendered",
    "SourcePicture",
    "check_runtime",
    "open_picture",
    "render",
]


@dataclass(frozen=True, slots=True)
class Branding:
    """Brand and product as the brief has them, the same for every format. Colours as "#RRGGBB".

    `typeface` is a name of shared/typefaces.py, or None: the renderer's own.
    `logo` is an image file's bytes. One that cannot be read (empty, say) is missed in the evidence.
    """

    brand_colors: tuple[str, ...]
    product_name: str
    brand: str | None
    logo: bytes | None
    typeface: str | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """One master with all that no colour changes."""

    layout: Layout
    master: Master
    scene: scene.Scene
    text: TextLayer


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished variant: the file, the pixels that it was made of, and what was measured on it (check by name)."""

    format: Format
    jpeg: bytes
    picture: Image.Image
    evidence: dict[str, Check]


def render(
    picture: SourcePicture,
    texts: Texts,
    locale: str | None,
    formats: Sequence[Format],
    branding: Branding,
    origin: Origin,
) -> Iterator[Rendered]:
    """One JPEG per format, formats of one master in a row. `locale` is a BCP 47 tag, or None: the text's own script.

    Raises GivenUp where a text cannot be set, ValueError without a message.
    """
    brand = tuple(parse(color) for color in branding.brand_colors)
    logo = open_logo(branding.logo) if branding.logo else None
    measured = measure_texts(texts, locale, _name(branding, logo), branding.typeface)
    for text in measured.all:
        refuse_unshapable(text)
    compositions = [
        Composition(layout, master, _scene(picture, layout, master), text_layer(layout))
        for layout, master in layouts(measured, picture, masters(formats), logo)
    ]
    # All masters with one aim: the formats of a campaign show the same colours.
    for aim in AIMS:
        drawn = _drawn(compositions, ColorScheme(brand, aim), origin)
        if drawn is not None:
            rendered = drawn
            break
    for variant in rendered:
        if branding.logo is not None:
            variant.evidence.setdefault("logo", LOGO_MISSED)
        yield variant


def _scene(picture: SourcePicture, layout: Layout, master: Master) -> scene.Scene:
    return scene.Scene(picture, master.size, layout.product, layout.shows, goes_on=layout.goes_on)


def layouts(
    texts: MeasuredTexts, picture: SourcePicture, canvases: list[Master], logo: Logo | None
) -> Iterator[tuple[Layout, Master]]:
    """Where everything stands on each canvas. Raises GivenUp."""
    shape = scene.shape(picture)
    try:
        for master in canvases:
            layout = lay_out(texts, shape, master, logo)
            if layout.bleeds and len(master.formats) > 1:
                # The photograph touches the edges of what all formats show: in the tallest, they must not be far.
                nearly_same = masters(master.formats, NEARLY_SAME)
                yield from ((lay_out(texts, shape, each, logo), each) for each in nearly_same)
            else:
                yield layout, master
    except NoRoom as error:
        raise GivenUp("message_too_long", f"The message does not fit: {error}. Shorten it.") from error


def _drawn(compositions: Sequence[Composition], scheme: ColorScheme, origin: Origin) -> list[Rendered] | None:
    """The variants of all canvases; None as soon as colours turn out to lose too much, where another aim may help."""
    last = scheme.aim == AIMS[-1]
    canvases = [each.scene.painted(scheme) for each in compositions]
    grounds = [text_ground(canvas, each.layout) for canvas, each in zip(canvases, compositions, strict=True)]
    scheme = scheme.agreed(grounds)
    rendered: list[Rendered] = []
    for canvas, ground, each in zip(canvases, grounds, compositions, strict=True):
        layout, text = each.layout, each.text
        draw_text_layer(canvas, layout, text, scheme, ground)
        # The masters mostly share their colours: the first one tells of all.
        if not last and not rendered and not survives_jpeg(canvas, text.masks):
            return None
        mark = draw_logo(canvas, layout.logo, layout.align, scheme) if layout.logo else None
        inspection = Inspection(text, each.scene.placement, mark)
        rendered += _exported(canvas, each.master, inspection, origin)
        if not last and not all(variant.evidence["contrast"].passed for variant in rendered):
            return None
    return rendered


def _exported(canvas: Image.Image, master: Master, inspection: Inspection, origin: Origin) -> Iterator[Rendered]:
    for entry in master.formats:
        crop = master.crop(entry)
        picture = canvas.crop(crop) if len(master.formats) > 1 else canvas
        jpeg = encode(picture, origin)
        yield Rendered(entry, jpeg, picture, inspection.of(jpeg, entry, crop))


def _name(branding: Branding, logo: Logo | None) -> str:
    """The product's name, with the brand before it unless the name or a logo says it already."""
    name, brand = branding.product_name.strip(), (branding.brand or "").strip()
    if logo or not brand or brand.casefold() in name.casefold():
        return name
    return f"{brand} \u00b7 {name}"
