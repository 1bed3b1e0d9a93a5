"""A CSV file to rows, each an object by the headings.

`/3/Message` is the cell below Message in row 3, as a spreadsheet counts: the headings are row 1 where nothing stands
above them. Where the headings run down the first column, `/3/C` is the cell of row 3 in column C.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from briefs.columns import is_known, names_product
from briefs.decoding import MAX_VALUES
from briefs.located import Located, Tree, child, describe
from briefs.sheets import list_of, object_with
from briefs.vocabulary import REMARKS
from briefs.words import squash
from shared.problems import Note, refused

_SEPARATORS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a |"}
_LONGEST_CELL = 100_000
_LOOKED_AT = 100

# Number of the row, its cells.
_Line = tuple[int, list[str]]
# Its heading, the place of that, the cell itself.
_Cell = tuple[str, str, Located]


def read_csv(text: str) -> tuple[Tree, list[Note]]:
    """The list of rows below the headings, and what was left out. Raises BriefRefused."""
    separator, text = _separator(text)
    return table(list(_lines(text, separator)), _SEPARATORS[separator])


def cells_of(tree: Tree) -> list[_Line]:
    """The rows of [["Message", "Product"], ["Hi", "Cup"]], alone or as the `values` of a range; none of other trees."""
    rows = tree.get("values") if isinstance(tree, dict) and {"range", "majorDimension"} & tree.keys() else tree
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return []
    return [
        (number, ["" if cell is None else str(cell).strip() for cell in row])
        for number, row in enumerate(rows, 1)
        if isinstance(row, list) and not any(isinstance(cell, list | dict) for cell in row)
    ]


def table(lines: list[_Line], separator: str) -> tuple[Tree, list[Note]]:
    """The list of rows below the headings, and what was left out. Raises BriefRefused."""
    lines = [(number, cells) for number, cells in lines if any(cells)] or [(1, [])]
    if sum(len(cells) for _, cells in lines) > MAX_VALUES:
        raise refused("too_large", f"more than {MAX_VALUES:,} cells", f"a sheet of at most {MAX_VALUES:,} cells")
    if _known(lines[0][1]) < _known([cells[0] for _, cells in lines if cells]):
        values = _sideways(lines)
        remarks = [f"/{_letter(n)}" for n, head in enumerate(lines[0][1]) if squash(head).removesuffix("s") in REMARKS]
    else:
        values, remarks = _upright(lines, separator), []
    notes = [Note(pointer=f"/{lines[0][0]}{column}", text="not used: a column of remarks") for column in remarks]
    values = {pointer: cells for pointer, cells in values.items() if pointer not in remarks}
    rows = [row for pointer, cells in values.items() for row in _rows(pointer, cells)]
    if not rows:
        raise refused("empty", "a sheet without a row below its headings", "a row for each product")
    nameless = {
        place: None for cells in values.values() for heading, place, cell in cells if not heading and cell.value
    }
    notes += [Note(pointer=place, text="cells without a heading: no effect") for place in nameless]
    return list_of(rows, "").value, notes


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


def _lines(text: str, separator: str) -> Iterator[_Line]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    number, start = 0, 1
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        where = f"in row {number + 1}, which starts at line {start}"
        if "field limit" in str(error) or "end of data" in str(error):
            raise refused("syntax", f"quotes that are not closed {where}", 'a closing quote (")') from None
        expected = 'quotes around the whole cell, and "" for each quote inside of it'
        raise refused("syntax", f"something behind a closing quote {where}", expected) from None


def _upright(lines: list[_Line], separator: str) -> dict[str, list[_Cell]]:
    """The rows below the headings, by their pointers."""
    (top, headings), *below = lines
    for number, cells in below:
        if beyond := next(filter(None, cells[len(headings) :]), None):
            found = f"{describe(beyond)} beyond the last of {len(headings)} headings"
            raise refused("syntax", found, f"a cell for each heading: a text with {separator} in quotes", f"/{number}")
    columns = []
    names: dict[str, int] = {}
    for n, heading in enumerate(headings):
        name = heading if names.setdefault(heading, n) == n else _letter(n)
        columns.append((heading, f"/{top}/{_letter(n)}", child("", name)))
    return {
        f"/{number}": [
            (heading, place, Located(f"/{number}{step}", text))
            for (heading, place, step), text in zip(columns, cells, strict=False)
        ]
        for number, cells in below
    }


def _sideways(lines: list[_Line]) -> dict[str, list[_Cell]]:
    """The columns beside the headings, by their pointers."""
    columns: dict[str, list[_Cell]] = {}
    for number, (heading, *cells) in lines:
        for n, text in enumerate(cells, 1):
            cell = (heading, f"/{number}", Located(f"/{number}/{_letter(n)}", text))
            columns.setdefault(f"/{_letter(n)}", []).append(cell)
    return columns


def _rows(pointer: str, cells: list[_Cell]) -> Iterator[Located]:
    """A product's name that comes again below the same heading begins another row; other cells become a list."""
    rows: list[dict[str, list[Located]]] = [{}]
    for heading, _, cell in cells:
        if heading and cell.value:
            if heading in rows[-1] and names_product(heading):
                rows.append({})
            rows[-1].setdefault(heading, []).append(cell)
    for row in filter(None, rows):
        fields = {
            heading: alike[0] if len(alike) == 1 else list_of(alike, alike[0].pointer) for heading, alike in row.items()
        }
        yield Located(pointer, object_with(fields))


def _letter(n: int) -> str:
    """As spreadsheets name the column with index n: A, B, ... Z, AA, AB."""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
