"""Draws the contact sheet. Of the pictures on it only one product's are in memory at a time."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from rendering.contact_sheet.grid import CAPTION, GAP, HEADER, LABEL, MARGIN, Grid, SheetRow, Tile, tile_width
from rendering.contact_sheet.tiles import Tiles
from rendering.text import faces
from rendering.text.line import draw_line
from shared.formats import FORMATS

_PAPER, _INK, _QUIET, _TROUBLE = "#f4f4f2", "#1c1c1c", "#6b6b6b", "#b3261e"
_QUALITY = 82


def draw_sheet(grid: Grid, tiles: Tiles) -> bytes:
    """The sheet as JPEG. The same campaign gives the same bytes."""
    sheet = Image.new("RGB", (grid.width, grid.height), _PAPER)
    _line(sheet, grid.title, MARGIN, MARGIN, 44, _INK)
    _line(sheet, grid.subtitle, MARGIN, MARGIN + 62, 22, _QUIET, faces.MEDIUM)
    top = HEADER
    for row in grid.rows:
        _row(sheet, grid, row, top, tiles)
        top += grid.row_height(row)
    if grid.left_out:
        _line(sheet, f"and {grid.left_out} more rows: the manifest lists every variant", MARGIN, top, 24, _QUIET)
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _row(sheet: Image.Image, grid: Grid, row: SheetRow, top: int, tiles: Tiles) -> None:
    _line(sheet, row.label, MARGIN, top, 28, _INK)
    if row.trouble:
        _line(sheet, row.trouble, MARGIN, top + LABEL, 24, _TROUBLE, faces.MEDIUM)
    left = MARGIN
    for tile in row.tiles:
        size = tile_width(tile.format, grid.tile_height), grid.tile_height
        _tile(sheet, tile, tiles.picture(row, tile, size) if tile.key else None, (left, top + LABEL), size)
        left += size[0] + GAP


def _tile(
    sheet: Image.Image, tile: Tile, picture: Image.Image | None, at: tuple[int, int], size: tuple[int, int]
) -> None:
    (left, top), (width, height) = at, size
    if picture:
        sheet.paste(picture, at)
    else:
        ImageDraw.Draw(sheet).rectangle((left, top, left + width - 1, top + height - 1), outline=_QUIET)
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
