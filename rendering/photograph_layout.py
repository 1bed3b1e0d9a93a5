"""Lays out words on a photograph that fills the canvas, or beside one that fills its part of it from edge to edge.

Every crop is tried with every setting of the words at every place (arithmetic alone, see photograph_map.py): they stand
on the calmest part, never on what stands out; where no part is calm enough, they get a panel of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from rendering.geometry import Box
from rendering.layout_score import type_score
from rendering.masters import Master
from rendering.photograph_map import Doubles, Ground, PhotographMap, Windows
from rendering.text_block import TextBlock
from rendering.typesetter import Typesetter

# What a crop keeps: of all that stands out, and of the subject's upper third. Nobody is beheaded.
# Where no subject is seen, a crop may lose more.
_LEAST_KEPT, _LEAST_HEAD, _LEAST_SCENE = 0.74, 0.93, 0.44
_LEAST_WRITTEN_ON = 0.85  # of which a photograph with words on it keeps more: a panel would cut off less
_ENOUGH_KEPT = 0.92
_ZOOMS, _STEPS = (1.0, 0.9, 0.8), 7  # crops: shares of the largest one; places on each side
_WIDTHS, _HEIGHTS, _PLACES = (0.4, 0.55, 0.75, 1.0), (0.2, 0.32, 0.5), 9  # of the text box
_AIR = 0.015  # of the reference, around words on a photograph
# Words stand only on calm ground: the most of it that is near to what stands out, steep, varied; the least readable.
_NEAR, _STEEP, _VARIED, _READABLE = 0.002, 3.2, 18.0, 0.94
_LEAST_TYPE = 0.72  # of what a panel lets the words have
_NARROWEST = 0.36  # of the canvas: a panel beside a photograph
_PANELS = (0.30, 0.33, 0.36, 0.39, 0.42, 0.445)  # of the canvas
_LARGE_PANELS = (0.48, 0.5, 0.52, 0.54, 0.56, 0.58, 0.6, 0.62)  # only where less would cut off too much
_IDEAL_PANEL = 0.38
_GUTTER = 0.05  # of the reference
_SEAM, _MET = 0.02, 0.2  # where a photograph meets its panel: of its shorter side; of that, near to what stands out
_SIDE_FROM, _STACK_UP_TO = 0.75, 1.3  # width : height
_WIDE = 2.0  # width : height of a photograph that fills a wide canvas only above or below a panel


@dataclass(frozen=True, slots=True)
class PlacedPhotograph:
    """Words and the part of a photograph (`shows`, in its pixels) that fills `area` of the canvas.

    `room` is what the words, with a logo above them, may take up; `text` is the words' own box in it. `over`: they
    stand on the photograph. `stacked`: above or below it. `cut`: the panel cuts through what stands out.
    """

    block: TextBlock
    text: Box
    room: Box
    align: float
    area: Box
    shows: Box
    over: bool = False
    stacked: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Photographed:
    """A photograph to be laid out: by how much it may be enlarged."""

    map: PhotographMap
    most_scale: float


def place(
    setter: Typesetter, photo: Photographed, master: Master, logo: tuple[float, float], right_to_left: bool
) -> PlacedPhotograph | None:
    """The best arrangement; `logo` is the width and height to keep free above the words. None where nothing will do."""
    split = _best_split(setter, photo, master, logo, _PANELS)
    over = _best_over(setter, photo, master, logo, right_to_left)
    if over and (split is None or over.block.size >= _LEAST_TYPE * split.block.size):
        return over
    return split or _best_split(setter, photo, master, logo, _LARGE_PANELS)


def _best_over(
    setter: Typesetter, photo: Photographed, master: Master, logo: tuple[float, float], right_to_left: bool
) -> PlacedPhotograph | None:
    crops = _crops(photo, master.frame, _ZOOMS)
    blocks = list(_blocks(setter, master, logo))
    if not len(crops) or not blocks:
        return None
    kept = _worth(photo, crops)
    enough = kept >= max(_LEAST_WRITTEN_ON, min(_ENOUGH_KEPT, kept.max() - 0.02))
    crops, kept = crops[enough], kept[enough]
    if not len(crops):
        return None
    choices = [(block, box) for block in blocks for box in _places(block, master, logo)]
    boxes = np.array([box.inset(-_AIR * master.reference) for _, box in choices])
    ground = photo.map.ground(_behind(boxes, crops, master))
    costs = _cost(ground, [block for block, _ in choices], crops, kept, master)
    at, which = np.unravel_index(int(costs.argmin()), costs.shape)
    if not np.isfinite(costs[at, which]):
        return None
    block, room = choices[int(which)]
    centred = abs(room.center[0] - master.width / 2) < 2
    align = 0.5 if centred else 1.0 if right_to_left else 0.0
    text = room._replace(top=room.bottom - block.height)
    return PlacedPhotograph(block, text, room, align, master.frame, Box(*map(float, crops[at])), over=True)


def _cost(ground: Ground, blocks: list[TextBlock], crops: Windows, kept: Doubles, master: Master) -> Doubles:
    """Of each crop with each place of the words; infinite where they may not stand there."""
    scores = np.array([type_score(block, master) for block in blocks])
    zoom = (crops[:, 2] - crops[:, 0]) / (crops[:, 2] - crops[:, 0]).max()
    cost = (
        ground.steepness / 4
        + 1.2 * (1 - ground.readable)
        + ground.spread / 40
        + 0.5 * (scores.max() - scores)[None]
        + 0.045 * (1 - zoom)[:, None]
        + 1.5 * (1 - kept)[:, None]
    )
    allowed = (
        (ground.near <= _NEAR)
        & (ground.steepness <= _STEEP)
        & (ground.spread <= _VARIED)
        & (ground.readable >= _READABLE)
    )
    return np.where(allowed, cost, np.inf)


def _blocks(setter: Typesetter, master: Master, logo: tuple[float, float]) -> Iterator[TextBlock]:
    safe, seen = master.text_box, set()
    for width in _WIDTHS:
        for height in _HEIGHTS:
            for block in setter.blocks(width * safe.width, height * safe.height - logo[1]):
                looks = block.size, block.message.lines
                if looks not in seen:
                    seen.add(looks)
                    yield block


def _places(block: TextBlock, master: Master, logo: tuple[float, float]) -> Iterator[Box]:
    """Boxes for the words with the logo above them: left, centre and right, at several heights."""
    safe = master.text_box
    width, height = max(block.width, logo[0]), block.height + logo[1]
    if width > safe.width or height > safe.height:
        return
    for left in sorted({round(safe.left + (safe.width - width) * share) for share in (0, 0.5, 1)}):
        for top in np.linspace(safe.top, safe.bottom - height, _PLACES):
            yield Box(left, float(top), left + width, float(top) + height)


def _behind(boxes: Windows, crops: Windows, master: Master) -> Windows:
    """The source's pixels behind each box, in each crop."""
    frame = master.frame
    corner, size = crops[:, None, :2], crops[:, None, 2:] - crops[:, None, :2]
    shares = (boxes - np.array([frame.left, frame.top] * 2)) / np.array([frame.width, frame.height] * 2)
    return np.concatenate([corner + shares[None, :, :2] * size, corner + shares[None, :, 2:] * size], -1)


def _crops(photo: Photographed, area: Box, zooms: tuple[float, ...]) -> Windows:
    """Windows of the area's shape that keep enough, and are not enlarged too much."""
    width, height = photo.map.size
    most = min(width, height * area.width / area.height)
    found: list[tuple[float, ...]] = []
    for zoom in zooms:
        across, down = most * zoom, most * zoom * area.height / area.width
        if area.width > across * photo.most_scale:
            continue
        corners = product(_steps(width - across), _steps(height - down))
        found += [(left, top, left + across, top + down) for left, top in corners]
    crops = np.array(found).reshape(-1, 4)
    kept, head = photo.map.kept(crops)
    spared = photo.map.standout
    least = 1.0 if spared.is_product else _LEAST_KEPT if spared.subject.any() else _LEAST_SCENE
    return crops[(kept >= least) & (head >= _LEAST_HEAD)]


def _worth(photo: Photographed, crops: Windows) -> Doubles:
    """What crops keep, half of it for the subject's upper third: 0 to 1."""
    kept, head = photo.map.kept(crops)
    return (kept + head) / 2


def _steps(room: float) -> list[float]:
    return [0.0] if room < 1 else [float(step) for step in np.linspace(0, room, _STEPS)]


def _best_split(
    setter: Typesetter, photo: Photographed, master: Master, logo: tuple[float, float], panels: tuple[float, ...]
) -> PlacedPhotograph | None:
    best, most = None, -np.inf
    for area, room, stacked in _parts(master, panels, photo.map.size):
        crops = _crops(photo, area, (1.0,))
        text = room._replace(top=room.top + logo[1])
        if not len(crops):
            continue
        value = _worth(photo, crops) - 0.1 * _off_centre(crops, photo.map.size)
        at = int(value.argmax())
        panel = 1 - area.area / (master.width * master.height)
        for block in setter.blocks(text.width, text.height):
            score = type_score(block, master) - block.cuts + 2 * value[at] - 2 * abs(panel - _IDEAL_PANEL)
            if score > most:
                most = score
                top = text.top + (text.height - block.height) / 2
                own = Box(text.left, top, text.right, top + block.height)
                align = 0.5 if stacked else 0.0
                shows = Box(*map(float, crops[at]))
                cut = _is_cut(photo.map, area, shows)
                best = PlacedPhotograph(block, own, room, align, area, shows, stacked=stacked, cut=cut)
    return best


def _is_cut(photo: PhotographMap, area: Box, shows: Box) -> bool:
    """Whether what stands out is cut through on the side of a photograph's part where the panel is."""
    thin = _SEAM * min(photo.size)
    if area.left > 0:
        seam = shows._replace(right=shows.left + thin)
    elif area.top > 0:
        seam = shows._replace(bottom=shows.top + thin)
    else:
        seam = shows._replace(top=shows.bottom - thin)
    return bool(photo.ground(np.array(seam)).near > _MET)


def _off_centre(crops: Windows, size: tuple[int, int]) -> Doubles:
    x, y = (crops[:, 0] + crops[:, 2]) / 2 / size[0] - 0.5, (crops[:, 1] + crops[:, 3]) / 2 / size[1] - 0.5
    return np.hypot(x, y)


def _parts(master: Master, panels: tuple[float, ...], size: tuple[int, int]) -> Iterator[tuple[Box, Box, bool]]:
    """The photograph's part, the words' room in the panel beside, above or below it, and whether it is stacked."""
    safe, gutter = master.text_box, _GUTTER * master.reference
    width, height = master.width, master.height
    for share in panels:
        if width >= _SIDE_FROM * height and share >= _NARROWEST:
            edge = round(share * width)
            yield Box(edge, 0, width, height), safe._replace(right=edge - gutter), False
        if width <= _STACK_UP_TO * height or size[0] >= _WIDE * size[1]:
            edge = round(share * height)
            yield Box(0, edge, width, height), safe._replace(bottom=min(safe.bottom, edge - gutter)), True
            foot = height - edge
            yield Box(0, 0, width, foot), safe._replace(top=max(safe.top, foot + gutter)), True
