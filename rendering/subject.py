"""Says where a picture's product is: cut out, by its transparency; on plain ground, by two independent finders.

Nothing here is guessed: on plain ground, where the two disagree or see nothing, the picture counts as a whole. So does
a photograph, because no box in it can be trusted; but where it is known what stands out of it, it may be cropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from PIL import Image

from rendering.faint_traces import Traces
from rendering.geometry import Box, Edges, union
from rendering.plain_ground import Mask, PlainGround, box_of, is_cut
from rendering.printed_page import is_made
from rendering.standout import Standout, boxed, is_strip, standout

Kind = Literal["uniform", "cutout", "textured"]
SecondFinder = Callable[[Image.Image], Image.Image | None]

_THINNEST = 50  # times its other side: a longer product box is widened, or it would vanish on a canvas
_AGREED = 0.5  # of the smaller box in the larger one: the label in its bottle
_SURE, _LEAST_SUBJECT = 0.6, 0.003  # mean of the second finder's mask where it says yes, and the share of that
_NARROW, _NARROW_SIDES = 0.04, 3  # share of a side that is free, on how many sides, where a picture fills its frame
_WHOLE: Edges = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Subject:
    """The product: `box` is left, top, right, bottom in shares (0..1) of the picture; `noise` the grain (0..255).

    `finders`: how many were asked: 2 that agree, or 1 that is certain by itself; 0 where none is relied on, because the
    product is cut out or the picture counts as a whole. `standout`: what must be spared in a photograph that may be
    cropped and written on; that also is a product on ground that can't be continued, because a shadow meets the edge.
    """

    kind: Kind
    box: Edges
    noise: float = 0.0
    finders: int = 0
    standout: Standout | None = field(default=None, compare=False, repr=False)


def find_subject(image: Image.Image, second: SecondFinder | None = None) -> Subject:
    """A picture in which nothing stands out from its background, or that cuts its product off, counts as a whole.

    `second` gives a grey mask of any size, and is asked only where arithmetic is not certain. Without it, or where it
    gives None, what is not certain counts as a whole.
    """
    if image.mode == "RGBA":
        return Subject("cutout", _thickened(_alpha_box(image), image.size))
    ground = PlainGround.of(image)
    box, finders = _found(image, ground, second) or (_WHOLE, 0)
    if finders and ground.crosses_an_edge():
        return Subject("textured", _WHOLE, finders=finders, standout=boxed(image, _thickened(box, image.size)))
    if _fills_its_frame(box):
        spared = _spared(image, ground, second)
        return Subject("textured", _WHOLE, finders=2 if spared else 0, standout=spared)
    return Subject("uniform", _thickened(box, image.size), _noise(image), finders)


def _spared(image: Image.Image, ground: PlainGround, second: SecondFinder | None) -> Standout | None:
    """What must be spared in a photograph; None where all of the picture must, or the network was not to be had.

    On plain ground a product that neither finder is sure of may be anywhere: only what the picture's edge cuts off, and
    both see, is taken for the subject of a photograph, such as a person before a wall. One that fills its frame up to a
    narrow rim of plain ground is no photograph's subject either.
    """
    if second is None or is_strip(image.size) or is_made(image):
        return None
    if not ground.is_plain:
        tight = PlainGround.within_rim(image).clear_product()
        if tight is not None and not is_cut(tight):
            return None
        mask = second(image)
        return standout(image, mask) if mask else None
    product = ground.product()
    if product is None or not is_cut(product):
        return None
    mask = second(image)
    salient = None if mask is None else _salient(mask)
    if mask is None or salient is None or _disagree([box_of(product), box_of(salient)]):
        return None
    spared = standout(image, mask, product)
    return replace(spared, is_product=True) if spared else None


def _found(image: Image.Image, ground: PlainGround, second: SecondFinder | None) -> tuple[Edges, int] | None:
    """The product's box, and how many were asked for it; None where it can't be trusted."""
    if not ground.is_plain:
        return None
    product, traces = ground.product(), Traces.of(image)
    if product is None and not traces.any():
        return None
    boxes = []
    if product is not None:
        if is_cut(product):
            return None
        boxes.append(box_of(product))
        if not traces.beside(boxes[0]) and ground.is_even_above(boxes[0]):
            return boxes[0], 1
    mask = second(image) if second else None
    salient = None if mask is None else _salient(mask)
    if salient is None or is_cut(salient):
        return None
    boxes.append(box_of(salient))
    box = traces.grown(union(boxes))
    return None if _disagree(boxes) or traces.beside(box) or _reaches_across(box) else (box, 2)


def _salient(mask: Image.Image) -> Mask | None:
    """Where a mask says yes; None where it is unsure, or that is next to nothing."""
    values = np.asarray(mask, np.float32) / 255
    salient: Mask = values > 0.5
    if salient.mean() <= _LEAST_SUBJECT or values[salient].mean() <= _SURE:
        return None
    return salient


def _disagree(boxes: list[Edges]) -> bool:
    """Whether neither box has most of the other."""
    one, other = Box(*boxes[0]), Box(*boxes[-1])
    return one.meet(other).area < _AGREED * min(one.area, other.area)


def _fills_its_frame(box: Edges) -> bool:
    """A screenshot or a page: what is around it is no ground to be continued."""
    left, top, right, bottom = box
    return sum(free < _NARROW for free in (left, top, 1 - right, 1 - bottom)) >= _NARROW_SIDES


def _reaches_across(box: Edges) -> bool:
    """What hangs together from side to side is no product, but where the wall meets the floor."""
    left, top, right, bottom = box
    return max(left, 1 - right) < _NARROW or max(top, 1 - bottom) < _NARROW


def _thickened(box: Edges, size: tuple[int, int]) -> Edges:
    """The box with neither side below 1/_THINNEST of the other, in pixels, where the picture has that much."""
    left, top, right, bottom = box
    width, height = (right - left) * size[0], (bottom - top) * size[1]
    left, right = _widened(left, right, height / _THINNEST / size[0])
    top, bottom = _widened(top, bottom, width / _THINNEST / size[1])
    return left, top, right, bottom


def _widened(start: float, end: float, least: float) -> tuple[float, float]:
    least = min(1.0, least)
    if end - start >= least:
        return start, end
    start = min(max(0.0, (start + end - least) / 2), 1.0 - least)
    return start, start + least


def _alpha_box(image: Image.Image) -> Edges:
    box = image.getchannel("A").point(lambda a: 255 if a > 24 else 0).getbbox()
    left, top, right, bottom = box or (0, 0, *image.size)
    return left / image.width, top / image.height, right / image.width, bottom / image.height


def _noise(image: Image.Image) -> float:
    """Standard deviation of the grain, from neighbouring pixels in the corners."""
    side = min(*image.size, max(8, min(image.size) // 16))
    corners = [image.crop((x, 0, x + side, side)) for x in (0, image.width - side)]
    steps = [np.diff(np.asarray(corner.convert("L"), np.float32), axis=1).ravel() for corner in corners]
    grain = np.abs(np.concatenate(steps))
    return float(np.median(grain) / 0.954) if grain.size else 0.0
