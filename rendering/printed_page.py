"""Tells pages, screenshots and other pictures full of fine text from photographs: nothing in them may be cut off."""

from __future__ import annotations

import numpy as np
from PIL import Image

from rendering.faint_traces import Floats

_SIDE, _CELL = 768, (32, 96)  # px on the longer side; height and width of a cell, room for some letters of a line
_PAPER, _INK = 14, 36  # levels around the paper's own; levels from which a pixel is ink on it
_MOSTLY_PAPER = 0.5  # of a cell
_GAP, _GAPS = 0.015, 0.12  # ink in a row between two lines; the share of such rows
_LINE, _FLIPS, _LINES = 0.08, 8, 0.2  # ink in a row through letters; its changes to paper and back; share of such rows
_FULL_OF_TEXT = (
    0.1  # of the cells: pages and screenshots 0.12-0.42, photographs (foliage, cities at night) at most 0.086
)


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
