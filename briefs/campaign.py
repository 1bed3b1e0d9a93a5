"""The canonical brief out of the leaves of the walk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from briefs.canonical import Canonical
from briefs.fields import put
from briefs.located import Located, describe, shows
from briefs.products import lifted, put_products
from briefs.regions import applies, places_of
from briefs.report import Report
from briefs.texts import TextReader
from briefs.walk import Walk
from briefs.words import Leaf, of_meaning

_OF_PRODUCTS = frozenset({"name", "description", "existing_assets", "language", "locales", "prohibited_words"})
_SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_PLAIN = ("brand", "brand_colors", "typeface", "logo", "scene", "style", "target_audience", "target_regions")


def canonical_brief(walk: Walk, report: Report, filename: str) -> Canonical:
    """Notes and problems go to `report`; limits (lengths, counts) are left to the model."""
    canonical = Canonical()
    products = put_products(walk, canonical, report)
    leaves = lifted(walk, _OF_PRODUCTS, report)
    put(canonical, of_meaning(leaves, "campaign_name"), report, "campaign_name")
    _name_by_file(canonical, report, filename)
    TextReader(walk, report).read(canonical, products)
    for name in _PLAIN:
        put(canonical, of_meaning(leaves, name), report, name)
    if _SLUG.fullmatch(brand := canonical.values.get("brand", "")):
        said = f'"{brand}" looks like an id: where the brand is named, it stands as it is written'
        report.tell(canonical.origins["brand",], said)
    places = places_of(canonical.values.get("target_regions", ()), canonical.locales())
    prohibited = of_meaning(walk.leaves, "prohibited_words")
    put(canonical, list(_for_places(prohibited, places, report)), report, "prohibited_words")
    _put_formats(canonical, of_meaning(leaves, "formats"), report)
    put(
        canonical,
        _in_currency(of_meaning(leaves, "max_cost"), of_meaning(leaves, "currency"), report),
        report,
        "max_cost",
    )
    return canonical


def _name_by_file(canonical: Canonical, report: Report, filename: str) -> None:
    here = canonical.origins.get(("campaign_name",), Located("/campaign_name", None))
    stem = " ".join(PurePosixPath(filename).stem.split())[:120]
    if "campaign_name" not in canonical.values and here.absent and shows(stem):
        report.tell(here, f'no campaign_name: the name of the file, "{stem}", is used')
        canonical.put((here, stem), "campaign_name")


def _for_places(leaves: Iterable[Leaf], places: Sequence[str], report: Report) -> Iterator[Leaf]:
    """Without the words of regions that the brief is not for; those of a market or product hold everywhere."""
    for leaf in leaves:
        if leaf.word.number and not applies(leaf.word.number, places):
            report.note(leaf.top, f"not used: the brief is not for {describe(leaf.word.number)}")
            continue
        if leaf.place.kind == "market" or leaf.place.product is not None:
            report.tell(leaf.top, "read as prohibited_words: no text of any picture may have them")
        yield leaf


def _put_formats(canonical: Canonical, leaves: Sequence[Leaf], report: Report) -> None:
    """Shapes stand in where no format is named."""
    shaped = [leaf for leaf in leaves if leaf.word.rank]
    put(canonical, [leaf for leaf in leaves if not leaf.word.rank], report, "formats")
    if "formats" in canonical.values:
        for leaf in shaped:
            report.note(leaf.at, "not used: formats is given")
        return
    put(canonical, shaped, report, "formats")
    for leaf in [leaf for leaf in shaped if not leaf.at.absent and leaf.at.value][:1]:
        if "formats" not in canonical.values:
            report.tell(leaf.at, "nothing here that a format has: the default formats are made")


def _in_currency(leaves: Sequence[Leaf], currencies: Sequence[Leaf], report: Report) -> list[Leaf]:
    """A currency may stand in a field of its own."""
    stated = [leaf.at for leaf in currencies if isinstance(leaf.at.value, str) and not leaf.at.absent]
    for here in stated:
        report.note(here, "said of max_cost: an amount in US dollars is a limit, any other is not")
    return (
        [replace(leaf, label="".join(str(stated[0].value).casefold().split())) for leaf in leaves]
        if stated
        else list(leaves)
    )
