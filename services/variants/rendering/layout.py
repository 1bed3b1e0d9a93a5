"""Where words and product go on a master: every fair arrangement is tried by arithmetic, the best one is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from services.variants.rendering.copytext import Block, Copy, Typesetter
from services.variants.rendering.geometry import Box
from services.variants.rendering.masters import Master

_SIDE_SHARES = (0.44, 0.50, 0.56, 0.62, 0.70)
_STACK_SHARES = (0.24, 0.30, 0.36, 0.44, 0.54, 0.66, 0.80)
_SIDE_FROM, _STACK_UP_TO = 0.95, 1.3  # width : height
_GUTTER = 0.05  # of the reference
_INTO_MARGIN = 0.5  # how far the product may enter the zone that text must leave free
_EDGE = 0.055  # of the shorter side: the least air around a product
_IDEAL_TYPE, _IDEAL_PRODUCT = 0.085, 0.62  # of the reference; of the canvas side it fills most
_HYPHEN = 0.15  # no headline is hyphenated if another arrangement spares it
_CROWDED = 0.75  # of the safe height: beyond it the words look squeezed in
_BLEED_BONUS = 0.35  # a photograph from edge to edge looks intended, a floating one less so
_LEAST_TYPE = 42 / 1080  # of the width


@dataclass(frozen=True, slots=True)
class Shape:
    """What is to be placed: pixels, by how much it may be enlarged, and whether it may touch the canvas's edges."""

    width: float
    height: float
    most_scale: float
    bleeds: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """`product` is its box on the canvas; `align` 0 left, 0.5 centred, 1 right; `stacked`: words above product."""

    block: Block
    text: Box
    product: Box
    align: float
    stacked: bool
    bleeds: bool = False


class NoRoom(ValueError):
    """Not even the smallest type fits beside the smallest product."""


def lay_out(copy: Copy, shape: Shape, master: Master) -> Layout:
    """The arrangement with the best balance of type and product. Raises NoRoom."""
    setter = Typesetter(copy, master)
    found = list(_candidates(setter, shape, master))
    if not found:
        raise NoRoom(f"{len(copy.message.text)} characters find no room on {master.width} x {master.height}")
    best = max(found, key=lambda layout: _score(layout, master))
    return _mirrored(best, master) if copy.right_to_left else best


def _candidates(setter: Typesetter, shape: Shape, master: Master) -> Iterator[Layout]:
    proportion = master.width / master.height
    if proportion >= _SIDE_FROM:
        yield from _beside(setter, shape, master)
    if proportion <= _STACK_UP_TO:
        yield from _above(setter, shape, master)


def _beside(setter: Typesetter, shape: Shape, master: Master) -> Iterator[Layout]:
    """Words left, product right, both centred on one height."""
    safe, room, gutter = master.text_box, _room(master), _GUTTER * master.reference
    for share in _SIDE_SHARES:
        text = Box(safe.left, safe.top, safe.left + share * safe.width, safe.bottom)
        block = setter.fill(text.width, text.height)
        if not block:
            continue
        # What the words leave over belongs to the product: it stands in the middle of that.
        zone = Box(safe.left + block.width + gutter, room.top, room.right, room.bottom)
        most = Box(text.right + gutter, *zone[1:])
        product = _placed(shape, most)
        product = product.moved(min(0, (zone.left + zone.right - product.left - product.right) / 2), 0)
        yield Layout(block, _centred_text(block, text), product, 0.0, stacked=False)
    if shape.bleeds:
        yield from _beside_bleeding(setter, shape, master)


def _beside_bleeding(setter: Typesetter, shape: Shape, master: Master) -> Iterator[Layout]:
    """The photograph fills the right of the canvas from edge to edge, where its shape allows."""
    width = shape.width / shape.height * master.height
    safe, gutter = master.text_box, 1.2 * _GUTTER * master.reference
    text = Box(safe.left, safe.top, master.width - width - gutter, safe.bottom)
    if text.width < 0.3 * master.width or width < 0.3 * master.width or master.height > shape.height * shape.most_scale:
        return
    block = setter.fill(text.width, text.height)
    if block:
        product = Box(master.width - width, 0, master.width, master.height)
        yield Layout(block, _centred_text(block, text), product, 0.0, stacked=False, bleeds=True)


def _above(setter: Typesetter, shape: Shape, master: Master) -> Iterator[Layout]:
    """Words on top, product below, the pair centred between the safe top and where the product must end."""
    safe, room, gutter = master.text_box, _room(master), 0.8 * _GUTTER * master.reference
    for share in _STACK_SHARES:
        block = setter.fill(safe.width, share * safe.height)
        if not block:
            continue
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
        yield from _above_bleeding(setter, shape, master)


def _above_bleeding(setter: Typesetter, shape: Shape, master: Master) -> Iterator[Layout]:
    """The photograph is a band from edge to edge, at the foot of the canvas or as near to the words as they let it."""
    height = shape.height / shape.width * master.width
    safe, gutter = master.text_box, _GUTTER * master.reference
    space = min(safe.bottom, master.height - height - gutter) - safe.top
    if space < 0.14 * master.height or height < 0.3 * master.height or master.width > shape.width * shape.most_scale:
        return
    block = setter.fill(safe.width, space)
    if not block:
        return
    foot = master.height - height
    nearest = max(safe.top + block.height + gutter, _room(master).bottom - height)
    top = foot if foot - nearest < 0.1 * master.height else nearest  # no sliver of panel below the band
    text = Box(safe.left, safe.top, safe.right, min(safe.bottom, top - gutter))
    product = Box(0, top, master.width, top + height)
    yield Layout(block, _centred_text(block, text), product, 0.5, stacked=True, bleeds=True)


def _room(master: Master) -> Box:
    """Where a product may be: inside what every format shows, and not deep under a network's controls."""
    safe, frame, share = master.text_box, master.frame, _INTO_MARGIN
    edge = _EDGE * min(master.width, master.height)
    return Box(
        safe.left,
        max(safe.top + (frame.top - safe.top) * share, frame.top + edge),
        safe.right,
        min(safe.bottom + (frame.bottom - safe.bottom) * share, frame.bottom - edge),
    )


def _placed(shape: Shape, zone: Box) -> Box:
    scale = min(zone.width / shape.width, zone.height / shape.height, shape.most_scale)
    width, height = shape.width * scale, shape.height * scale
    x, y = zone.center
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _centred_text(block: Block, text: Box) -> Box:
    top = (text.top + text.bottom - block.height) / 2
    return Box(text.left, top, text.right, top + block.height)


def _score(layout: Layout, master: Master) -> float:
    kind = layout.block.size / (_IDEAL_TYPE * master.reference)
    fills = max(layout.product.width / master.width, layout.product.height / master.height) / _IDEAL_PRODUCT
    bulk = layout.product.area**0.5 / (0.42 * master.reference)
    least = layout.block.size / (_LEAST_TYPE * master.width)
    return (
        log(min(kind, 1.0))
        + 0.8 * log(min(fills, 1.0))
        + 0.4 * log(min(bulk, 1.0))
        + 3 * log(min(least, 1.0))
        + (_BLEED_BONUS if layout.bleeds else 0)
        - 0.08 * max(0, len(layout.block.message.lines) - 4)
        - _HYPHEN * sum(line.endswith("-") for line in layout.block.message.lines)
        - max(0, layout.block.height / master.text_box.height - _CROWDED)
    )


def _mirrored(layout: Layout, master: Master) -> Layout:
    if layout.stacked:
        return layout
    text, product = layout.text.mirrored(master.width), layout.product.mirrored(master.width)
    return replace(layout, text=text, product=product, align=1 - layout.align)
