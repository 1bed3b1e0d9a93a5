"""Lays out words and product on a master: every fair arrangement is tried by arithmetic, the best one is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rendering.arrangement import Layout, Shape
from rendering.filling import ENOUGH, ENOUGH_CUT, filled, goes_on, is_open
from rendering.geometry import NO_SIDES, Box
from rendering.layout_score import score
from rendering.logo import Logo, PlacedLogo
from rendering.masters import Master
from rendering.measured_texts import MeasuredTexts
from rendering.photograph_layout import place
from rendering.text_block import TextBlock
from rendering.typesetter import Typesetter

_SIDE_SHARES, _COPY_SHARE = (0.44, 0.50, 0.56, 0.62, 0.70), 0.86  # of the width; also, of copy to read
_STACK_SHARES = (0.24, 0.30, 0.36, 0.44, 0.54, 0.66, 0.80, 0.95)
_SIDE_FROM, _STACK_UP_TO = 0.75, 1.3  # width : height
_GUTTER, _WIDE_GUTTER = 0.05, 0.08  # of the reference; beside a picture that goes on: room for a veil to fade out
_INTO_MARGIN = 0.5  # how far the product may enter the zone that text must leave free
_FOOT = 0.07  # of the height: the product may stand this near to the foot, where buttons cover a third of a story
_EDGE = 0.055  # of the shorter side: the least air around a product
_CENTRED_UP_TO = 5  # lines: longer texts are read from a straight edge


class NoRoom(ValueError):
    """No room: not even the smallest type fits beside the smallest product."""


@dataclass(frozen=True, slots=True)
class _Canvas:
    """A master with the room for its words: the head of its text box is kept free for a logo."""

    master: Master
    text_room: Box
    logo_width: float


def _canvas(master: Master, logo: Logo | None) -> _Canvas:
    width, height = logo.room_on(master.reference, master.width) if logo else (0, 0)
    safe = master.text_box
    return _Canvas(master, safe._replace(top=safe.top + height), width)


def lay_out(texts: MeasuredTexts, shape: Shape, master: Master, logo: Logo | None = None) -> Layout:
    """The arrangement with the best balance of type and product; the logo becomes smaller or is left out,
    then texts that give way, only where nothing else helps. Raises NoRoom.
    """
    for fewer in texts.ever_fewer():
        setter = Typesetter(fewer, master)
        for mark in (logo, logo.smaller, None) if logo else (None,):
            shown = len(fewer.all) / len(texts.all)
            best = _photograph(setter, shape, fewer, master, mark)
            best = best or _whole(setter, shape, fewer, master, mark)
            if best:
                return replace(best, shown=shown)
    raise NoRoom(f"{len(texts.message.text)} characters find no room on {master.width} x {master.height}")


def _photograph(
    setter: Typesetter, shape: Shape, texts: MeasuredTexts, master: Master, logo: Logo | None
) -> Layout | None:
    if shape.photo is None:
        return None
    room = logo.room_on(master.reference, master.width) if logo else (0.0, 0.0)
    placed = place(setter, shape.photo, master, room, texts.right_to_left)
    if placed is None:
        return None
    best = Layout(
        placed.block,
        placed.text,
        placed.area,
        placed.align,
        placed.stacked,
        bleeds=True,
        shows=placed.shows,
        over=placed.over,
        goes_on=shape.goes_on and filled(placed.area, master) < (ENOUGH_CUT if placed.cut else ENOUGH),
    )
    if not placed.over:
        best = _tight(best)
        best = _mirrored(best, master) if texts.right_to_left else best
    return replace(best, logo=_placed_logo(logo, best, master, placed.room.top)) if logo else best


def _whole(setter: Typesetter, shape: Shape, texts: MeasuredTexts, master: Master, logo: Logo | None) -> Layout | None:
    """All of a product or picture; on its own ground where that may go on, or else beside a panel."""
    left, top, right, bottom = shape.open_sides
    sides = (right, top, left, bottom) if texts.right_to_left else shape.open_sides
    for each in (replace(shape, open_sides=sides), replace(shape, open_sides=NO_SIDES)):
        tried = _candidates(setter, each, _canvas(master, logo))
        if found := [layout for layout in tried if is_open(layout, each, master)]:
            return _best(found, texts, each, master, logo)
    return None


def _best(found: list[Layout], texts: MeasuredTexts, shape: Shape, master: Master, logo: Logo | None) -> Layout:
    best = max(found, key=lambda layout: score(layout.block, layout.product, layout.bleeds, shape.bleeds, master))
    best = replace(best, goes_on=goes_on(best, shape, master))
    if best.stacked and len(best.block.message.lines) > _CENTRED_UP_TO:
        best = replace(best, align=0.0)
    best = _tight(best)
    best = _mirrored(best, master) if texts.right_to_left else best
    return replace(best, logo=_placed_logo(logo, best, master, master.text_box.top)) if logo else best


def _placed_logo(logo: Logo, layout: Layout, master: Master, top: float) -> PlacedLogo:
    """The logo in the upper corner of the words' column, or above centred words."""
    width, height = logo.size_on(master.reference, master.width)
    left = layout.text.left + (layout.text.width - width) * layout.align
    return PlacedLogo(logo, Box(left, top, left + width, top + height))


def _candidates(setter: Typesetter, shape: Shape, canvas: _Canvas) -> Iterator[Layout]:
    proportion = canvas.master.width / canvas.master.height
    if proportion >= _SIDE_FROM:
        yield from _beside(setter, shape, canvas)
    if proportion <= _STACK_UP_TO or shape.is_panorama:
        yield from _above(setter, shape, canvas)


def _beside(setter: Typesetter, shape: Shape, canvas: _Canvas) -> Iterator[Layout]:
    """Words left, product right, both centred on one height."""
    master, room = canvas.master, _room(canvas.master, shape)
    whole, gutter = canvas.text_room, (_WIDE_GUTTER if shape.goes_on else _GUTTER) * master.reference
    for share in (*_SIDE_SHARES, _COPY_SHARE) if setter.is_body_copy else _SIDE_SHARES:
        text = whole._replace(right=whole.left + share * whole.width)
        for block in setter.blocks(text.width, text.height):
            # What the words leave over belongs to the product: it stands in the middle of that.
            left = whole.left + max(block.width, canvas.logo_width) + gutter
            product = _placed(shape, room._replace(left=left))
            if shape.goes_on:  # skies and walls go on better than what things stand on
                product = product.moved(0, room.bottom - product.bottom)
            yield Layout(block, _centred_text(block, text, master), product, 0.0, stacked=False)
    if shape.bleeds:
        yield from _beside_bleeding(setter, shape, canvas)


def _beside_bleeding(setter: Typesetter, shape: Shape, canvas: _Canvas) -> Iterator[Layout]:
    """The photograph fills the right of what all formats show from edge to edge, where its shape allows."""
    master, frame = canvas.master, canvas.master.frame
    width = shape.width / shape.height * frame.height
    text = canvas.text_room._replace(right=master.width - width - 1.2 * _GUTTER * master.reference)
    if text.width < 0.3 * master.width or width < 0.3 * master.width or frame.height > shape.height * shape.most_scale:
        return
    product = frame._replace(left=master.width - width)
    for block in setter.blocks(text.width, text.height):
        yield Layout(block, _centred_text(block, text, master), product, 0.0, stacked=False, bleeds=True)


def _above(setter: Typesetter, shape: Shape, canvas: _Canvas) -> Iterator[Layout]:
    """Words on top, product below, the pair centred between the safe top and where the product must end."""
    master, room = canvas.master, _room(canvas.master, shape)
    safe, gutter = canvas.text_room, _GUTTER * master.reference
    for share in _STACK_SHARES:
        for block in setter.blocks(safe.width, share * safe.height):
            zone = Box(room.left, safe.top + block.height + gutter, room.right, room.bottom)
            if zone.height < 0.12 * master.height:
                continue
            product = _placed(shape, zone)
            slack = (room.bottom - safe.top - block.height - gutter - product.height) / 3
            top = safe.top + min(slack, safe.bottom - safe.top - block.height)
            below = top + block.height + gutter + slack / 2
            product = product.moved(0, below - product.top)
            yield Layout(block, Box(safe.left, top, safe.right, top + block.height), product, 0.5, stacked=True)
    if shape.bleeds:
        yield from _above_bleeding(setter, shape, canvas)


def _above_bleeding(setter: Typesetter, shape: Shape, canvas: _Canvas) -> Iterator[Layout]:
    """The photograph is a band from edge to edge, at the foot of the canvas or as near to the words as they let it."""
    master, safe, gutter = canvas.master, canvas.text_room, _GUTTER * canvas.master.reference
    height = shape.height / shape.width * master.width
    if height < 0.3 * master.height and not shape.is_panorama:
        return
    # A band narrower than what a network may cover would disappear there.
    would_vanish = height < master.frame.bottom - safe.bottom
    foot = (safe.bottom if would_vanish else master.frame.bottom) - height
    space = min(safe.bottom, foot - gutter) - safe.top
    if space < 0.1 * master.height or master.width > shape.width * shape.most_scale:
        return
    for block in setter.blocks(safe.width, space):
        nearest = max(safe.top + block.height + gutter, _room(master, shape).bottom - height)
        top = foot if foot - nearest < 0.1 * master.height else nearest  # no sliver of panel below the band
        text = safe._replace(bottom=min(safe.bottom, top - gutter))
        product = Box(0, top, master.width, top + height)
        yield Layout(block, _centred_text(block, text, master), product, 0.5, stacked=True, bleeds=True)


def _room(master: Master, shape: Shape) -> Box:
    """Where a product may be: inside what every format shows, and not deep under a network's controls.

    A picture that its own ground continues has no edge to be kept from the canvas's.
    """
    safe, frame = master.text_box, master.frame
    if shape.goes_on:
        return frame
    edge = _EDGE * min(master.width, master.height)
    into, foot = safe.bottom + (frame.bottom - safe.bottom) * _INTO_MARGIN, frame.bottom - _FOOT * master.height
    return Box(
        safe.left,
        max(safe.top + (frame.top - safe.top) * _INTO_MARGIN, frame.top + edge),
        safe.right,
        min(max(into, foot), frame.bottom - edge),
    )


def _placed(shape: Shape, zone: Box) -> Box:
    scale = min(zone.width / shape.width, zone.height / shape.height, shape.most_scale)
    width, height = shape.width * scale, shape.height * scale
    x, y = zone.center
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _centred_text(block: TextBlock, text: Box, master: Master) -> Box:
    """The block's box at half the height, or below the logo where it must."""
    safe = master.text_box
    middle = (safe.top + text.bottom - block.height) / 2
    top = max(middle, text.top)
    return Box(text.left, top, text.right, top + block.height)


def _tight(layout: Layout) -> Layout:
    """The box of the words themselves: what lies beside them in their column is not what they are read against."""
    left = layout.text.left + (layout.text.width - layout.block.width) * (0.5 if layout.stacked else 0)
    return replace(layout, text=layout.text._replace(left=left, right=left + layout.block.width))


def _mirrored(layout: Layout, master: Master) -> Layout:
    """Left and right exchanged; what is centred stays."""
    if layout.stacked:
        return replace(layout, align=1 - layout.align)
    text, product = layout.text.mirrored(master.width), layout.product.mirrored(master.width)
    return replace(layout, text=text, product=product, align=1 - layout.align)
