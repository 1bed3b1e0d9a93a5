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


@dataclass(eq=False, slots=True)
class _Row:
    """`cells` are those with something in them; `product` is the name of its product.

    `others` are rows about the same in further languages.
    """

    pointer: str
    cells: dict[str, Located]
    product: str = ""
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
    brief = _brief(_rows(own.values()), _rows(others), lists)
    cells = [cell for sheet in (*own.values(), *others) for row in sheet.items() for _, cell in row.fields()]
    nothing = [
        Note(pointer=cell.pointer, text=f"{describe(cell.value)} is read as nothing")
        for cell in cells
        if cell.says_nothing
    ]
    return Document(brief.tree, brief.notes + nothing, brief.problems)


def _is_sheet(found: Located) -> bool:
    rows = found.value
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) for row in rows)


def _rows(sheets: Iterable[Located]) -> list[_Row]:
    rows = [row for sheet in sheets for row in sheet.items()]
    return [_Row(row.pointer, {name: cell for name, cell in row.fields() if not cell.absent}) for row in rows]


def _brief(own: list[_Row], listed: list[_Row], lists: Mapping[str, Located]) -> Document:
    """The brief of its rows, what was left out, and where the rows disagree about the campaign.

    `own` are rows of the campaign alone; `lists` go into the brief as they are.
    """
    naming = _naming(listed, bool(own))
    language = next(filter(columns.names_language, _columns([*own, *listed])), "")
    _name_products(listed, naming, language)
    rows = list(_by_language([*own, *listed], language))
    products = [row for row in rows if row.product]
    per_product: set[str] = set()
    fields, problems = dict(lists), list[Problem]()
    lists_of_all = {name: column for name, column in _columns([*own, *listed]).items() if columns.is_list(name)}
    for heading, column in (_columns(rows) | lists_of_all).items():
        if naming and (heading == naming or _is_per_product(heading, column, products)):
            per_product.add(heading)
            column = [row for row in column if not row.product and not _is_only_products(heading)]
        if column:
            fields[heading] = _agreed(heading, [row.cells[heading] for row in column], problems)
    if others := [other for row in rows if not row.product for other in row.others]:
        fields["translations"] = _translations(others, rows[0], naming, language)
    if products:
        listed_products = [_product(row, per_product, naming, language) for row in products]
        fields["products"] = list_of(listed_products, products[0].pointer.rpartition("/")[0])
    return Document(object_with(fields), list(_without_product(rows)) if naming else [], problems)


def _columns(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    """Each heading with the rows that have something below it."""
    found: dict[str, list[_Row]] = {}
    for row in rows:
        for heading in row.cells:
            found.setdefault(heading, []).append(row)
    return found


def _naming(rows: Sequence[_Row], campaign_has_own: bool) -> str:
    """The column that names the products: a bare "Name", too, where it can't be the campaign's. Empty for none."""
    headings = _columns(rows)
    ranked = [*filter(columns.names_product, headings), *filter(columns.identifies_product, headings)]
    campaigns = {heading for heading in headings if columns.names_campaign(heading)}
    for heading in ranked:
        if heading not in campaigns:
            return heading
    for heading in ranked[:1]:
        several = len({_text(row, heading) for row in headings[heading]}) > 1
        if campaign_has_own or len(campaigns) > len(ranked) or several or any(map(_is_only_products, headings)):
            return heading
    return ""


def _name_products(rows: Sequence[_Row], naming: str, language: str) -> None:
    """A row in another language than the one above it is about the same product, where it names none."""
    above = None
    for row in rows:
        row.product = _text(row, naming)
        if above and not row.product and language in row.cells and _text(row, language) != _text(above, language):
            row.product = above.product
        above = row


def _is_only_products(heading: str) -> bool:
    return columns.of_product(heading) and not columns.of_campaign(heading)


def _is_per_product(heading: str, column: Sequence[_Row], products: Sequence[_Row]) -> bool:
    """What both can have is the campaign's where all products say the same, or only the first row says it."""
    if _is_only_products(heading) or columns.describes(heading, (_text(row, heading) for row in column)):
        return True
    if columns.is_list(heading) or (columns.of_campaign(heading) and not columns.of_product(heading)):
        return False
    saying = [row for row in column if row.product]
    differ = len({_text(row, heading) for row in saying}) > 1
    return differ or (len(saying) < len(products) and saying != products[:1])


def _agreed(heading: str, column: Sequence[Located], problems: list[Problem]) -> Located:
    """The campaign's value. Rows that differ add to a list, or are a problem each where it can have one only."""
    once: dict[str, Located] = {}
    for cell in column:
        once.setdefault(str(cell.value).strip(), cell)
    first, *different = once.values()
    if not different:
        return first
    if columns.is_list(heading) or not columns.of_campaign(heading):
        return list_of([first, *different], first.pointer)
    expected = f"one campaign per file: the same {heading} in every row, or only in the first"
    for cell in different:
        said = f"{describe(cell.value)}, but {describe(first.value)} at {first.pointer}"
        problems.append(Problem(pointer=cell.pointer, code="conflict", found=said, expected=expected))
    return first


def _by_language(rows: Sequence[_Row], language: str) -> Iterator[_Row]:
    """Rows about the same in other languages are put together; the first of them has the default one."""
    first: dict[str, _Row] = {}
    for row in rows:
        same = first.setdefault(row.product, row) if language in row.cells else row
        if same is row or _text(same, language) == _text(row, language):
            yield row
        else:
            same.others.append(row)


def _text(row: _Row, heading: str) -> str:
    return str(row.cells[heading].value) if heading in row.cells else ""


def _translations(others: Sequence[_Row], default: _Row, naming: str, language: str) -> Located:
    """What the rows in other languages have that differs from the first."""
    translated = {}
    for row in others:
        same = {
            naming,
            language,
            *filter(columns.is_list, row.cells),
            *(name for name in row.cells.keys() & default.cells if _text(row, name) == _text(default, name)),
        }
        texts = {name: cell for name, cell in row.cells.items() if name not in same}
        translated[_text(row, language)] = Located(row.pointer, object_with(texts))
    return Located(others[0].pointer, object_with(translated))


def _product(row: _Row, per_product: set[str], naming: str, language: str) -> Located:
    fields = {heading: cell for heading, cell in row.cells.items() if heading in per_product}
    if row.others:
        fields["translations"] = _translations(row.others, row, naming, language)
    return Located(row.pointer, object_with(fields))


def object_with(fields: Mapping[str, Located]) -> Object:
    made = Object((name, found.value) for name, found in fields.items())
    made.places = {name: found.pointer for name, found in fields.items()}
    return made


def list_of(found: Sequence[Located], pointer: str) -> Located:
    made = Elements(each.value for each in found)
    made.places = [each.pointer for each in found]
    return Located(pointer, made)


def _without_product(rows: Sequence[_Row]) -> Iterator[Note]:
    """The first rows may be the campaign's own; any other names no product by mistake."""
    first = next((number for number, row in enumerate(rows) if row.product), 0)
    for number, row in enumerate(rows):
        lost = [heading for heading in row.cells if _is_only_products(heading)]
        if row.cells and not row.product and (lost or number > first):
            said = "no product is named in this row: no picture is made for it"
            yield Note(pointer=row.pointer, text=f"not used: {', '.join(lost)}; {said}" if lost else said)
