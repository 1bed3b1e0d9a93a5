"""Products: their names, what a picture of them shows, and the pictures they have."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from briefs.canonical import Canonical
from briefs.fields import put
from briefs.located import Located
from briefs.report import Report
from briefs.walk import Walk
from briefs.words import TEXTS, Leaf, of_meaning, squash
from shared.brief import MAX_PRODUCTS

_A_PRODUCT = "a product: an object with a name, or a name alone"


def put_products(walk: Walk, canonical: Canonical, report: Report) -> list[int]:
    """The walk's indexes of the products that the brief has, in its order."""
    own: defaultdict[int | None, list[Leaf]] = defaultdict(list)
    for leaf in walk.leaves:
        flat = walk.flat.get("") if leaf.word.meaning == "description" else None
        own[flat if leaf.place.product is None else leaf.place.product].append(leaf)
    for leaf in of_meaning(own[None], "description"):
        report.note(leaf.at, "not used: it describes no product")
    kept = _kept(walk, own, report)
    # One more than allowed, so that the model refuses the list, but not a hundred thousand more.
    kept = kept[: MAX_PRODUCTS + 1]
    if walk.products_at:
        canonical.put((walk.products_at, None), "products")
    if kept:
        canonical.values["products"] = [{} for _ in kept]
    for number, index in enumerate(kept):
        _put_product(number, walk.products[index], own[index], canonical, report)
    _tell_of_names(canonical, report)
    of_campaign = _of_campaign(own[None], canonical.values.get("products", []), report)
    for number, index in enumerate(kept):
        pictures = sorted(of_meaning(own[index], "existing_assets"), key=lambda leaf: leaf.word.rank)
        put(canonical, [*pictures, *of_campaign[number]], report, "existing_assets", "products", number)
    return kept


def _kept(walk: Walk, own: Mapping[int | None, Sequence[Leaf]], report: Report) -> list[int]:
    """Without empty rows; of a brief with a list without flat products ("product_name", "hero_product")."""
    roles = {index for number, index in walk.flat.items() if number and not number[0].isdigit()}
    if listed := walk.listed:
        flat = [index for index in own if index is not None and (index in roles or not walk.products[index].pointer)]
        for leaf in (leaf for index in flat for leaf in own[index]):
            report.note(leaf.at, f"not used: the products are at {listed.pointer}")
    kept = [number for number, here in enumerate(walk.products) if not listed or (here.pointer and number not in roles)]
    filled = [index for index in kept if not _is_empty(walk.products[index], own.get(index, ()))] or kept
    for index in sorted({*kept} - {*filled}):
        report.tell(walk.products[index], "an empty product: left out")
    once: dict[str, Located] = {}
    return [index for index in filled if not _is_repeated(walk.products[index], once, report)]


def _is_repeated(here: Located, once: dict[str, Located], report: Report) -> bool:
    """Whether a product was listed before, word for word: it would be paid for twice."""
    if not here.pointer or here.absent or not here.value:
        return False
    said = squash(here.value) if isinstance(here.value, str) else json.dumps(here.value)
    if (first := once.setdefault(said, here)) is here:
        return False
    report.tell(here, f"listed twice, first at {first.pointer}: made once")
    report.claim(here)
    return True


def _is_empty(here: Located, leaves: Sequence[Leaf]) -> bool:
    """A row that was left empty."""
    if isinstance(here.value, dict):
        named = any(leaf.word.meaning == "name" and not leaf.at.absent for leaf in leaves)
        return bool(here.value) and not named and all(part.absent for _, part in here.fields())
    return here.absent and bool(here.pointer) and not any(leaf.at.value for leaf in leaves if not leaf.at.absent)


def _put_product(number: int, here: Located, leaves: Sequence[Leaf], canonical: Canonical, report: Report) -> None:
    canonical.put((here, None), "products", number)
    named = of_meaning(leaves, "name")
    if not named and not isinstance(here.value, dict) and here.pointer:
        report.problem(here, "empty" if here.absent else "wrong_type", _A_PRODUCT)
        canonical.put((here, None), "products", number, "name")
        return
    put(canonical, named, report, "name", "products", number)
    put(canonical, of_meaning(leaves, "description"), report, "description", "products", number)


def _tell_of_names(canonical: Canonical, report: Report) -> None:
    first: dict[str, Located] = {}
    for number, product in enumerate(canonical.values.get("products", ())):
        here, name = canonical.origins["products", number], squash(product.get("name", ""))
        if name and (same := first.setdefault(name, here)) is not here and same.pointer != here.pointer:
            report.tell(here, f"the same name as {same.pointer}: both are made")


def _of_campaign(
    leaves: Sequence[Leaf], products: Sequence[dict[str, object]], report: Report
) -> defaultdict[int, list[Leaf]]:
    """The campaign's pictures that show its only product, or one that they are named after."""
    pictures: defaultdict[int, list[Leaf]] = defaultdict(list)
    names = {squash(str(product.get("name", ""))): number for number, product in enumerate(products)}
    for leaf in of_meaning(leaves, "existing_assets"):
        owner = 0 if len(products) == 1 else names.get(squash(leaf.label or leaf.key))
        if owner is not None:
            pictures[owner].append(leaf)
        else:
            report.note(leaf.at, "not used: which product it shows is not said")
    return pictures


def lifted(walk: Walk, own: frozenset[str], report: Report) -> list[Leaf]:
    """The campaign's leaves, with what every product says alike of what a campaign has once."""
    campaign = [leaf for leaf in walk.leaves if leaf.place.product is None]
    wide: defaultdict[str, defaultdict[int, list[Leaf]]] = defaultdict(lambda: defaultdict(list))
    for leaf in walk.leaves:
        if leaf.place.product is not None and leaf.word.meaning not in own | TEXTS and not leaf.at.absent:
            wide[leaf.word.meaning][leaf.place.product].append(leaf)
    for meaning, stated in wide.items():
        first, *others = stated.values()
        said = [[leaf.at.value for leaf in leaves] for leaves in stated.values()]
        alike = len(said) == len(walk.products) and all(values == said[0] for values in said)
        if alike and not any(leaf.word.meaning == meaning and not leaf.at.absent for leaf in campaign):
            report.tell(first[0].top, f"every product says the same: read as the campaign's {meaning}")
            campaign += [replace(leaf, key=meaning) for leaf in first]
            for leaf in chain(*others):
                report.claim(leaf.at)
        else:
            for leaf in chain(first, *others):
                report.note(leaf.top, f"not used: one {meaning} serves the whole campaign")
    return campaign
