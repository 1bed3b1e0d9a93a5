"""Draws the contact sheet. One tile is decoded at a time, at the size it is shown."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from rendering.contact_sheet.grid import CAPTION, GAP, HEADER, LABEL, MARGIN, Grid, SheetRow, Tile
from rendering.text import faces
from rendering.text.line import draw_line
from shared.formats import FORMATS

_PAPER, _INK, _QUIET, _TROUBLE = "#f4f4f2", "#1c1c1c", "#6b6b6b", "#b3261e"
_QUALITY = 82


def draw_sheet(grid: Grid, fetch: Callable[[str], bytes]) -> bytes:
    """The sheet as JPEG; `fetch` gives the JPEG at an S3 key. The same campaign gives the same bytes."""
    sheet = Image.new("RGB", (grid.width, grid.height), _PAPER)
    _line(sheet, grid.title, MARGIN, MARGIN, 44, _INK)
    _line(sheet, grid.subtitle, MARGIN, MARGIN + 62, 22, _QUIET, faces.MEDIUM)
    top = HEADER
    for row in grid.rows:
        _row(sheet, grid, row, top, fetch)
        top += grid.row_height(row)
    if grid.left_out:
        _line(sheet, f"and {grid.left_out} more rows: the manifest lists every variant", MARGIN, top, 24, _QUIET)
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _row(sheet: Image.Image, grid: Grid, row: SheetRow, top: int, fetch: Callable[[str], bytes]) -> None:
    _line(sheet, row.label, MARGIN, top, 28, _INK)
    if row.trouble:
        _line(sheet, row.trouble, MARGIN, top + LABEL, 24, _TROUBLE, faces.MEDIUM)
    left = MARGIN
    for tile in row.tiles:
        width = grid.tile_width(tile.format)
        _tile(sheet, tile, (left, top + LABEL, width, grid.tile_height), fetch)
        left += width + GAP


def _tile(sheet: Image.Image, tile: Tile, place: tuple[int, int, int, int], fetch: Callable[[str], bytes]) -> None:
    left, top, width, height = place
    if tile.key is None:
        ImageDraw.Draw(sheet).rectangle((left, top, left + width - 1, top + height - 1), outline=_QUIET)
    else:
        with Image.open(io.BytesIO(fetch(tile.key)), formats=("JPEG",)) as variant:
            variant.draft("RGB", (width, height))
            sheet.paste(variant.resize((width, height), Image.Resampling.BICUBIC), (left, top))
    shape = FORMATS[tile.format]
    caption, color = f"{shape.name}  {shape.width}x{shape.height}", _QUIET
    if tile.missed:
        caption, color = f"{shape.name}: missed {', '.join(tile.missed)}", _TROUBLE
    _line(sheet, caption, left, top + height + 10, CAPTION - 22, color, faces.MEDIUM, room=width)


def _line(
    sheet: Image.Image,
    text: str,
    left: int,
    top: int,
    size: int,
    color: str,
    weight: int = faces.BOLD,
    room: int | None = None,
) -> None:
    """`room` in pixels; None: up to the right margin."""
    draw_line(sheet, text, (left, top), room or sheet.width - left - MARGIN, size, color, weight)
