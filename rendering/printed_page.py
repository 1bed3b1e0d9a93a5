"""Tells pages, screenshots and drawn graphics from photographs: nothing in them may be cut off or written on."""

from __future__ import annotations

import numpy as np
from PIL import Image

from rendering.faint_traces import Floats

_SIDE, _CELL = 768, (32, 96)  # px on the longer side; height and width of a cell, room for some letters of a line
_PAPER, _INK = 14, 36  # levels around the paper's own; levels from which a pixel is ink on it
_MOSTLY_PAPER = 0.5  # of a cell
_GAP, _GAPS = 0.015, 0.12  # ink in a row between two lines; the share of such rows
_LINE, _FLIPS, _LINES = 0.08, 8, 0.2  # ink in a row through letters; its changes to paper and back; share of such rows
_APART, _CLIPPED, _FLAT = 17, 6, 0.65  # px, beyond JPEG's squares; levels from black or white; share of a graphic
_MARGIN_SIDE, _MARGIN, _STEP, _CALM = 256, 0.07, 12, 0.03  # px; of the shorter side; levels; of the margin's cells
_ALIKE = 30.0  # levels: more along one edge is a product that the picture cuts off, and would be seen twice
_FULL_OF_TEXT = (
    0.1  # of the cells: pages and screenshots 0.12-0.42, photographs (foliage, cities at night) at most 0.086
)


def is_made(image: Image.Image) -> bool:
    """Whether an RGB picture was written or drawn rather than photographed."""
    return _is_flat(image) or is_full_of_text(image)


def has_calm_margin(image: Image.Image) -> bool:
    """Whether next to nothing of an RGB picture stands at its edge: its ground, however made, may go on beyond.

    Drawn grounds and banners 0 to 0.7 % of steps, screenshots and pages with letters there 9 to 17.
    """
    scale = _MARGIN_SIDE / max(image.size)
    size = tuple(max(16, round(side * scale)) for side in image.size)
    cells = np.asarray(image.resize((size[0], size[1]), Image.Resampling.BOX, reducing_gap=2), np.int16)
    steep = np.zeros(cells.shape[:2], bool)
    steep[1:] |= np.abs(np.diff(cells, axis=0)).max(-1) > _STEP
    steep[:, 1:] |= np.abs(np.diff(cells, axis=1)).max(-1) > _STEP
    margin = np.ones(steep.shape, bool)
    wide = max(2, round(_MARGIN * min(size)))
    margin[wide:-wide, wide:-wide] = False
    edges = (cells[0], cells[-1], cells[:, 0], cells[:, -1])
    return bool(steep[margin].mean() < _CALM and max(float(edge.std(0).max()) for edge in edges) < _ALIKE)


def _is_flat(image: Image.Image) -> bool:
    """Whether most pixels equal a distant neighbour: no lens leaves ground so even but where it is black or white.

    Graphics 0.67-0.99, a shoe on a drawn ground 0.60, photographs at most 0.33.
    """
    pixels = np.asarray(image)
    one, other = pixels[:, _APART:], pixels[:, :-_APART]
    same = (one == other).all(-1) & ((one > _CLIPPED) & (one < 255 - _CLIPPED)).any(-1)
    return bool(same.size and same.mean() > _FLAT)


def is_full_of_text(image: Image.Image) -> bool:
    """Whether rows of letters, with paper between the lines, cover more of a picture than in any photograph."""
    cells = _cells(image)
    if not len(cells):
        return False
    papers = (np.percentile(cells, share, axis=(1, 2)) for share in (75, 25))  # dark on light, light on dark
    written = [_is_written(cells, paper) for paper in papers]
    return float(np.logical_or(*written).mean()) > _FULL_OF_TEXT


def _cells(image: Image.Image) -> Floats:
    scale = min(1.0, _SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    grey = np.asarray(image.convert("L").resize(size, Image.Resampling.LANCZOS, reducing_gap=2), np.float32)
    height, width = _CELL
    down, across = grey.shape[0] // height, grey.shape[1] // width
    grid = grey[: down * height, : across * width].reshape(down, height, across, width)
    return grid.transpose(0, 2, 1, 3).reshape(down * across, height, width)


def _is_written(cells: Floats, paper: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    difference = np.abs(cells - paper[:, None, None])
    ink = difference > _INK
    in_row, flips = ink.mean(2), (ink[:, :, 1:] != ink[:, :, :-1]).sum(2)
    gaps = (in_row < _GAP).mean(1)
    lines = ((in_row > _LINE) & (flips >= _FLIPS)).mean(1)
    result: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        ((difference < _PAPER).mean((1, 2)) > _MOSTLY_PAPER) & (gaps > _GAPS) & (lines > _LINES)
    )
    return result
