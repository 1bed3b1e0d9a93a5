"""The canonical brief out of the leaves of the walk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import PurePosixPath

from briefs.canonical import Canonical, Chosen, choose
from briefs.colors import brand_colors
from briefs.format_names import format_names
from briefs.located import Located, describe, shows
from briefs.products import joined, lifted, put_products
from briefs.regions import applies, places_of
from briefs.report import Report
from briefs.texts import TextReader
from briefs.values import asset_path, line, prose, usd
from briefs.walk import Walk
from briefs.words import Leaf, meaning_of, of_meaning, squash
from shared.brief import MAX_REGION, MAX_REGIONS, MAX_SCENE, Brief, wanted
from shared.typefaces import TYPEFACES, nearest_typeface, typeface_of

_OF_PRODUCTS = frozenset({"name", "description", "existing_assets", "language", "locales", "prohibited_words"})
_ADDRESS = re.compile(
    r"(\.{0,2}|~)/.*|[a-z0-9+]+://.*|(arn|urn|mailto):.*|www\..*|.*\\.*|(?=.*[a-z0-9_.-]{4})[a-z0-9_.-]+(/[a-z0-9_.-]*)+"
    r"|[^\s@]+@[^\s@]+\.[^\s@]+|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Za-z]+_\d{3,}"
    r"|.*\.(ya?ml|json|csv|md|txt|docx?|pdf|png|jpe?g|svg|webp|ai|eps)",
    re.DOTALL,
)
_CODE = re.compile(r"[0-9a-f-]{16,}|#?\d+|[A-Za-z]{0,8}[-_#]?\d{2,}[\w-]*", re.IGNORECASE)
_NO_FACE = ("weight", "size", "style", "color", "lineheight", "letterspacing")
_WORD_KEYS = ("word", "term", "phrase")
_SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def canonical_brief(walk: Walk, report: Report, filename: str) -> Canonical:
    """Notes and problems go to `report`; limits (lengths, counts, colours) are left to the model."""
    canonical = Canonical()
    products = put_products(walk, canonical, report)
    of = partial(of_meaning, lifted(walk, _OF_PRODUCTS, report))
    canonical.put(_name(of("campaign_name"), report, filename), "campaign_name")
    TextReader(walk, report).read(canonical, products)
    canonical.put(_brand(of("brand"), report), "brand")
    canonical.put_list(brand_colors(of("brand_colors"), report), "brand_colors")
    canonical.put(_typeface(of("typeface"), report), "typeface")
    canonical.put(_logo(of("logo"), report), "logo")
    for name in ("scene", "style"):
        canonical.put(joined(of(name), MAX_SCENE, report), name)
    canonical.put(_audience(of("target_audience"), report), "target_audience")
    canonical.put_list(regions := _regions(of("target_regions"), report), "target_regions")
    places = places_of([str(region.value) for region in regions], canonical.locales())
    prohibited = of_meaning(walk.leaves, "prohibited_words")
    canonical.put_list(_prohibited(prohibited, places, report), "prohibited_words")
    canonical.put(format_names(of("formats"), report), "formats")
    canonical.put(_max_cost(of("max_cost"), of("currency"), report), "max_cost")
    return canonical


def _name(leaves: Sequence[Leaf], report: Report, filename: str) -> Chosen[str]:
    expected = wanted(Brief, "campaign_name")
    chosen = choose(leaves, "campaign_name", lambda at: line(at, report, expected), report)
    here, name = chosen or (Located("/campaign_name", None), None)
    stem = " ".join(PurePosixPath(filename).stem.split())[:120]
    if name is None and here.absent and shows(stem):
        report.tell(here, f'no campaign_name: the name of the file, "{stem}", is used')
        return here, stem
    return chosen


def _brand(leaves: Sequence[Leaf], report: Report) -> Chosen[str]:
    """A path, an address or an id is no name to print."""
    named = []
    for leaf in leaves:
        said = leaf.at.value if isinstance(leaf.at.value, str) else ""
        if _ADDRESS.fullmatch(said.strip()) or (leaf.word.rank and _CODE.fullmatch(said.strip())):
            report.note(leaf.at, "not used: this is no name of a brand, none is known")
        else:
            named.append(leaf)
    chosen = choose(named, "brand", lambda at: line(at, report, wanted(Brief, "brand")), report)
    if chosen and chosen[1] and _SLUG.fullmatch(chosen[1]):
        report.tell(chosen[0], f'"{chosen[1]}" looks like an id: where the brand is named, it stands as it is written')
    return chosen


def _max_cost(leaves: Sequence[Leaf], currencies: Sequence[Leaf], report: Report) -> Chosen[Decimal]:
    """A currency may stand in a field of its own."""
    stated = [leaf.at for leaf in currencies if isinstance(leaf.at.value, str) and not leaf.at.absent]
    for here in stated:
        report.note(here, "said of max_cost: an amount in US dollars is a limit, any other is not")
    currency = str(stated[0].value) if stated else ""
    return choose(leaves, "max_cost", lambda at: usd(at, report, currency), report)


def _logo(leaves: Sequence[Leaf], report: Report) -> Chosen[str]:
    read = [(leaf, path) for leaf in leaves if (path := asset_path(leaf.at, report, "no logo will be drawn"))]
    if not read:
        return None
    (first, chosen), *others = read
    for leaf, path in others:
        if path == chosen:
            report.claim(leaf.at)
        elif leaf.at.pointer.rpartition("/")[0] == first.at.pointer.rpartition("/")[0]:
            report.note(leaf.at, "not used: one logo serves the whole campaign")
        else:
            report.conflict(first.at, leaf.at, "logo")
    if first.key != "logo":
        report.tell(first.at, "read as logo")
    return first.at, chosen


def _typeface(leaves: Sequence[Leaf], report: Report) -> Chosen[str]:
    """The first that is known, of a list or of an object by use ({heading: Inter, body: ...})."""
    chosen: Chosen[str] = None
    for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
        for here in _faces(leaf.at):
            said = here.value if isinstance(here.value, str) else ""
            name = typeface_of(said)
            if chosen or not name:
                near = nearest_typeface(said)
                unknown = f"not used: no typeface of ours ({', '.join(TYPEFACES)})" + (
                    f"; nearest is {near}" * bool(near)
                )
                report.note(here, "not used: one typeface serves the whole campaign" if chosen else unknown)
                continue
            chosen = here, name
            report.claim(here)
            if (leaf.key, said) != ("typeface", name):
                report.tell(here, f"read as typeface {name}")
    return chosen


def _faces(here: Located) -> Iterator[Located]:
    """What names a typeface: of an object not how large or heavy it is."""
    named = [
        part for key, part in here.fields() if meaning_of(key, "brand") != "unused" and squash(key) not in _NO_FACE
    ]
    for part in named if isinstance(here.value, dict) else here.items():
        if isinstance(part.value, list | dict):
            yield from _faces(part)
        elif isinstance(part.value, str) and not part.absent:
            yield part


def _audience(leaves: Sequence[Leaf], report: Report) -> Chosen[str]:
    parts = {part: leaf for leaf in leaves if (part := prose(leaf.at, report))}
    for leaf in parts.values():
        if leaf.key != "target_audience":
            report.tell(leaf.at, "read as target_audience")
    return (next(iter(parts.values())).at, "; ".join(parts)) if parts else None


def _regions(leaves: Sequence[Leaf], report: Report) -> list[Located]:
    """Names in the order of the words' ranks; longer or more than pictures need is cut with a note."""
    found: dict[str, Located] = {}
    for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
        for here in _parts(leaf.at, report, "a region, or a list of regions"):
            name = str(here.value)
            if len(name) > MAX_REGION:
                name = name[: MAX_REGION + 1].rsplit(None, 1)[0][:MAX_REGION]
                report.tell(here, f'longer than {MAX_REGION} characters: cut after "...{name[-20:]}"')
            if len(found) >= MAX_REGIONS and name not in found:
                report.note(here, f"not used: more than {MAX_REGIONS} regions")
                continue
            report.claim(here)
            found.setdefault(name, Located(here.pointer, name))
            if leaf.word.rank or leaf.key not in ("target_regions", "target_region", "region"):
                report.tell(here, "read as one of target_regions")
    return list(found.values())


def _prohibited(leaves: Sequence[Leaf], places: Sequence[str], report: Report) -> list[Located]:
    expected = wanted(Brief, "prohibited_words")
    words = [word for leaf in leaves for listed in _in_places(leaf.at, places, report) for word in _words(listed)]
    found = [here for word in words for here in _parts(word, report, expected)]
    for leaf in leaves:
        narrower = leaf.place.kind == "market" or leaf.place.product is not None
        if narrower or leaf.key != "prohibited_words":
            reach = ": no text of any picture may have them" if narrower else ""
            report.tell(leaf.at, f"read as prohibited_words{reach}")
    for here in found:
        report.claim(here)
    return list({str(here.value): here for here in found}.values())


def _in_places(here: Located, places: Sequence[str], report: Report) -> Iterator[Located]:
    """The lists for everywhere, and those of {"regions": {"DE": [words]}} that are for the brief."""
    parts = [(key, part) for key, part in here.fields() if squash(key) == "regions" and isinstance(part.value, dict)]
    if not parts:
        yield here
        return
    yield from (part for key, part in here.fields() if (key, part) not in parts)
    for region, listed in (field for _, part in parts for field in part.fields()):
        if applies(region, places):
            yield listed
        else:
            report.note(listed, f"not used: the brief is not for {describe(region)}")


def _words(here: Located) -> Iterator[Located]:
    """Of an object that has a word ({"word": ..., "reason": ...}) this alone."""
    parts = list(here.items()) if isinstance(here.value, list) else [part for _, part in here.fields()]
    own = [part for key, part in here.fields() if squash(key).removesuffix("s") in _WORD_KEYS]
    if isinstance(here.value, list | dict):
        for part in own or parts:
            yield from _words(part)
    else:
        yield here


def _parts(here: Located, report: Report, expected: str) -> Iterator[Located]:
    """The texts of a list, of an object's values, of a text with commas or semicolons."""
    if isinstance(here.value, list | dict):
        for item in here.items() if isinstance(here.value, list) else (part for _, part in here.fields()):
            yield from _parts(item, report, expected)
    elif here.value == "NA" or not here.absent:
        if isinstance(here.value, str):
            for part in re.split("[,;|\n]", here.value):
                if part.strip():
                    yield Located(here.pointer, " ".join(part.split()))
        else:
            report.problem(here, "wrong_type", expected)
