"""A CSV file to rows, each an object by the headings.

`/3/Message` is the cell below Message in row 3, as a spreadsheet counts: the headings are row 1 where nothing stands
above them. Where the headings run down the first column, `/3/C` is the cell of row 3 in column C.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from briefs.columns import is_known, names_product
from briefs.located import Elements, Located, Object, child, describe
from briefs.yaml_document import MAX_NODES
from shared.problems import BriefRefused, Note, refused

_SEPARATORS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a |"}
_LONGEST_CELL = 100_000
_LOOKED_AT = 100

# Number of the row, its cells.
_Line = tuple[int, list[str]]
# Heading, text, pointer.
_Cell = tuple[str, str, str]


def read_csv(text: str) -> tuple[list[Located], list[Note]]:
    """The rows below the headings, and what was left out. Raises BriefRefused."""
    separator, text = _separator(text)
    lines = [(number, cells) for number, cells in _lines(text, separator) if any(map(str.strip, cells))]
    if sum(len(cells) for _, cells in lines) > MAX_NODES:
        raise refused("too_large", f"more than {MAX_NODES:,} cells", f"a sheet of at most {MAX_NODES:,} cells")
    if not lines:
        return [], []
    if _known([cells[0] for _, cells in lines]) > _known(lines[0][1]):
        return _sideways(lines)
    return _upright(lines, _SEPARATORS[separator])


def _separator(text: str) -> tuple[str, str]:
    """The one that Excel is told (sep=;), else the one by which most headings are known; the text without sep=."""
    first, _, rest = text.partition("\n")
    declared = first.strip("\r\n ")
    if declared.lower().startswith("sep=") and declared[4:] in _SEPARATORS:
        return declared[4:], rest
    head = next((line for line in text.splitlines() if line.strip()), "")[:_LONGEST_CELL]
    heads = {separator: next(csv.reader([head], delimiter=separator), []) for separator in _SEPARATORS}
    return max(heads, key=lambda separator: (_known(heads[separator]), len(heads[separator]))), text


def _known(cells: Sequence[str]) -> int:
    """How many of the first are headings as far as is known."""
    return sum(map(is_known, cells[:_LOOKED_AT]))


def _lines(text: str, separator: str) -> list[_Line]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    lines: list[_Line] = []
    start = 1
    try:
        for cells in reader:
            lines.append((len(lines) + 1, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise _syntax_problem(str(error), f"row {len(lines) + 1}, which starts at line {start}") from None
    return lines


def _syntax_problem(said: str, where: str) -> BriefRefused:
    if "field limit" in said or "end of data" in said:
        return refused("syntax", f"quotes that are not closed in {where}", 'a closing quote (")')
    found = f"something behind a closing quote in {where}"
    return refused("syntax", found, 'quotes around the whole cell, and "" for each quote inside of it')


def _upright(lines: list[_Line], separator: str) -> tuple[list[Located], list[Note]]:
    (top, headings), *below = lines
    for number, cells in below:
        beyond = next((cell for cell in cells[len(headings) :] if cell.strip()), None)
        if beyond is not None:
            found = f"{describe(beyond)} beyond the last of {len(headings)} headings"
            raise refused("syntax", found, f"a cell for each heading: a text with {separator} in quotes", f"/{number}")
    names = [heading.strip() for heading in headings]
    steps = [name if names.index(name) == n else _letter(n) for n, name in enumerate(names)]
    rows = []
    for number, cells in below:
        located = zip(names, cells, (child(f"/{number}", step) for step in steps), strict=False)
        rows.append(_row(f"/{number}", list(located)))
    lost = [n for n, name in enumerate(names) if not name and any(_at(cells, n) for _, cells in below)]
    return rows, [Note(pointer=f"/{top}/{_letter(n)}", text="a column without a heading: no effect") for n in lost]


def _sideways(lines: list[_Line]) -> tuple[list[Located], list[Note]]:
    """One row of the result per column of values; a product's name that comes again in it begins another."""
    rows: list[Located] = []
    for n in range(1, max(len(cells) for _, cells in lines)):
        parts: list[list[_Cell]] = [[]]
        for number, cells in lines:
            heading, text = cells[0].strip(), _at(cells, n)
            if text and names_product(heading) and any(heading == other for other, _, _ in parts[-1]):
                parts.append([])
            if text:
                parts[-1].append((heading, text, f"/{number}/{_letter(n)}"))
        rows += [_row(f"/{_letter(n)}", part) for part in parts]
    nameless = [number for number, cells in lines if not cells[0].strip()]
    return rows, [Note(pointer=f"/{number}", text="a row without a heading: no effect") for number in nameless]


def _row(pointer: str, cells: list[_Cell]) -> Located:
    """Cells below the same heading become a list."""
    grouped: dict[str, list[_Cell]] = {}
    for cell in cells:
        if cell[0]:
            grouped.setdefault(cell[0], []).append(cell)
    row, places = Object(), {}
    for heading, alike in grouped.items():
        filled = [cell for cell in alike if cell[1].strip()] or alike[:1]
        row[heading], places[heading] = filled[0][1:]
        if len(filled) > 1:
            row[heading] = several = Elements(text for _, text, _ in filled)
            several.places = [place for _, _, place in filled]
    row.places = places
    return Located(pointer, row)


def _at(cells: list[str], n: int) -> str:
    return cells[n].strip() if n < len(cells) else ""


def _letter(n: int) -> str:
    """As spreadsheets name the column with index n: A, B, ... Z, AA, AB."""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
