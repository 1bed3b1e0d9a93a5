"""Rows of a spreadsheet to the brief that their author would have nested: one campaign, one product per row.

Every value keeps its place in the sheet (`places` of briefs.located).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefs import columns
from briefs.located import Elements, Located, Object, Tree, describe
from shared.problems import Note, Problem


@dataclass(frozen=True, slots=True)
class Document:
    """An upload as the object that a brief is.

    `notes` and `problems` are those of the document itself, whatever its fields mean.
    """

    tree: Object
    notes: list[Note] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """`cells` are those with something in them; `others` are rows with the same in further languages."""

    whole: Located
    cells: Mapping[str, Located]
    is_product: bool = False
    others: list[_Row] = field(default_factory=list)


def brief_of_sheets(tree: Tree) -> Document | None:
    """A document made of rows: [rows], {"Sheet1": [rows]}, {"Campaign": [row], "Products": [rows]}. None for others."""
    whole = Located("", tree)
    sheets = {"": whole} if isinstance(tree, list) else {key: found for key, found in whole.fields() if found.value}
    if not all(map(_is_sheet, sheets.values())) or not any(map(columns.names_sheet, sheets)):
        return None
    own = {key: sheet for key, sheet in sheets.items() if columns.names_campaign(key)}
    lists = {key: sheet for key, sheet in sheets.items() if columns.names_list(key)}
    others = [sheet for key, sheet in sheets.items() if key not in own and key not in lists]
    return brief_of(_rows(others), _rows(own.values()), lists)


def _rows(sheets: Iterable[Located]) -> list[Located]:
    return [row for sheet in sheets for row in sheet.items()]


def _is_sheet(found: Located) -> bool:
    rows = found.value
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) for row in rows)


def brief_of(
    listed: Sequence[Located], own: Sequence[Located] = (), lists: Mapping[str, Located] | None = None
) -> Document:
    """The brief of its rows, what was left out, and where the rows disagree about the campaign.

    `own` are rows of the campaign alone; `lists` go into the brief as they are.
    """
    naming = _naming([row for row in map(_row, listed) if row.cells], bool(own))
    rows = [*map(_row, own), *(_row(row, naming) for row in listed)]
    headings = list(dict.fromkeys(heading for row in rows for heading, _ in row.whole.fields()))
    language = next(filter(columns.names_language, headings), None)
    rows = list(_by_language(rows, naming, language))
    per_product = {heading for heading in headings if naming and _is_per_product(heading, naming, rows)}
    problems: list[Problem] = []
    fields = dict(lists or {})
    for heading in headings:
        here = [row for row in rows if heading in row.cells and not (row.is_product and heading in per_product)]
        if here and not (heading in per_product and _is_only_products(heading)):
            fields[heading] = _agreed(heading, [row.cells[heading] for row in here], problems)
    others = [other for row in rows if not row.is_product for other in row.others]
    products = [_product(row, per_product, naming, language) for row in rows if row.is_product]
    if others:
        fields["translations"] = _translations(others, rows[0], naming, language)
    if products:
        fields["products"] = _list_of(products, products[0].pointer.rpartition("/")[0])
    tree = _object_of(fields)
    tree.repeated = tuple({key: None for row in rows for key in getattr(row.whole.value, "repeated", ())})
    return Document(tree, list(_without_product(rows)) if naming else [], problems)


def _row(whole: Located, naming: str | None = None) -> _Row:
    cells = {heading: cell for heading, cell in whole.fields() if _is_filled(cell)}
    return _Row(whole, cells, naming in cells)


def _is_filled(cell: Located) -> bool:
    return not cell.absent


def _naming(rows: Sequence[_Row], campaign_has_own: bool) -> str | None:
    """The column that names the products: a bare "Name", too, where it can't be the campaign's."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row.cells))
    ranked = [
        *filter(columns.names_product, headings),
        *filter(columns.identifies_product, headings),
    ]
    bare = [heading for heading in ranked if columns.names_campaign(heading)]
    explicit = [heading for heading in ranked if heading not in bare]
    if explicit or not bare:
        return next(iter(explicit), None)
    campaign_has_own = campaign_has_own or any(map(columns.names_campaign, set(headings) - set(bare)))
    several = len({str(row.cells[bare[0]].value) for row in rows if bare[0] in row.cells}) > 1
    return bare[0] if campaign_has_own or several or any(map(_is_only_products, headings)) else None


def _is_only_products(heading: str) -> bool:
    return columns.of_product(heading) and not columns.of_campaign(heading)


def _is_per_product(heading: str, naming: str, rows: Sequence[_Row]) -> bool:
    """What both can have is the campaign's where all products say the same, or only the first row says it."""
    if heading == naming or _is_only_products(heading):
        return True
    if columns.is_list(heading) or (columns.of_campaign(heading) and not columns.of_product(heading)):
        return False
    products = [row for row in rows if row.is_product]
    said = [str(row.cells[heading].value) for row in products if heading in row.cells]
    return len(set(said)) > 1 or (len(said) < len(products) and said != [str(_value(products[0], heading))])


def _value(row: _Row, heading: str) -> Tree:
    cell = row.cells.get(heading)
    return cell.value if cell else None


def _agreed(heading: str, column: Sequence[Located], problems: list[Problem]) -> Located:
    """The campaign's value. Rows that differ add to a list, or are a problem each where it can have one only."""
    once: dict[str, Located] = {}
    for cell in column:
        once.setdefault(str(cell.value).strip(), cell)
    first, *different = once.values()
    if not different:
        return first
    if columns.is_list(heading) or not columns.of_campaign(heading):
        return _list_of([first, *different], first.pointer)
    for cell in different:
        said = f"{describe(cell.value)}, but {describe(first.value)} at {first.pointer}"
        expected = f"one campaign per file: the same {heading} in every row, or only in the first"
        problems.append(Problem(pointer=cell.pointer, code="conflict", found=said, expected=expected))
    return first


def _by_language(rows: Sequence[_Row], naming: str | None, language: str | None) -> Iterator[_Row]:
    """Rows about the same in other languages are put together; the first of them has the default one."""
    first: dict[str, _Row] = {}
    for row in rows:
        about = str(_value(row, naming or ""))
        same = first.setdefault(about, row) if language and language in row.cells else row
        if same is row or not language or _value(same, language) == _value(row, language):
            yield row
        else:
            same.others.append(row)


def _translations(others: Sequence[_Row], default: _Row, naming: str | None, language: str | None) -> Located:
    """What the rows in other languages have that differs from the first."""
    translated: dict[str, Located] = {}
    for row in others:
        texts = {
            heading: cell
            for heading, cell in row.cells.items()
            if heading not in (naming, language) and cell.value != _value(default, heading)
        }
        translated[str(_value(row, language or ""))] = Located(row.whole.pointer, _object_of(texts))
    return Located(others[0].whole.pointer, _object_of(translated))


def _product(row: _Row, per_product: set[str], naming: str | None, language: str | None) -> Located:
    fields = {heading: cell for heading, cell in row.whole.fields() if heading in per_product}
    if row.others:
        fields["translations"] = _translations(row.others, row, naming, language)
    return Located(row.whole.pointer, _object_of(fields))


def _object_of(fields: Mapping[str, Located]) -> Object:
    made = Object((name, found.value) for name, found in fields.items())
    made.places = {name: found.pointer for name, found in fields.items()}
    return made


def _list_of(found: Sequence[Located], pointer: str) -> Located:
    listed = Elements(each.value for each in found)
    listed.places = [each.pointer for each in found]
    return Located(pointer, listed)


def _without_product(rows: Sequence[_Row]) -> Iterator[Note]:
    """The first rows may be the campaign's own; any other names no product by mistake."""
    first = next((number for number, row in enumerate(rows) if row.is_product), 0)
    for number, row in enumerate(rows):
        lost = [heading for heading in row.cells if _is_only_products(heading)]
        if row.cells and not row.is_product and (lost or number > first):
            said = "no product is named in this row: no picture is made for it"
            yield Note(pointer=row.whole.pointer, text=said + (f", no effect: {', '.join(lost)}" if lost else ""))
