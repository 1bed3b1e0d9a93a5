"""Products: their names, what a picture of them shows, and the pictures they have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefs.canonical import Canonical, Chosen, choose
from briefs.located import Located
from briefs.report import Report
from briefs.values import asset_path, line, prose, sentence
from briefs.walk import Walk
from briefs.words import TEXTS, Leaf, lookup, of_meaning, squash
from shared.brief import MAX_DESCRIPTION, MAX_PRODUCTS, Product, wanted

_A_PRODUCT = "a product: an object with a name, or a name alone"
_NAME = wanted(Product, "name")
_FOLDER = 4  # the rank of words for a folder of pictures
_LONGEST_WORD = 60


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
    of_campaign = _of_campaign(own[None], canonical.values.get("products", []), report)
    for number, index in enumerate(kept):
        pictures = _paths(own[index], report) + _paths(of_campaign[number], report)
        canonical.put_list(pictures, "products", number, "existing_assets")
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
    return filled


def _is_empty(here: Located, leaves: Sequence[Leaf]) -> bool:
    """A row that was left empty."""
    if isinstance(here.value, dict):
        return bool(here.value) and all(part.absent for _, part in here.fields())
    return here.absent and bool(here.pointer) and not any(leaf.at.value for leaf in leaves if not leaf.at.absent)


def _put_product(number: int, here: Located, leaves: Sequence[Leaf], canonical: Canonical, report: Report) -> None:
    canonical.put((here, None), "products", number)
    named = of_meaning(leaves, "name")
    if not named and not isinstance(here.value, dict) and here.pointer:
        report.problem(here, "empty" if here.absent else "wrong_type", _A_PRODUCT)
        canonical.put((here, None), "products", number, "name")
        return
    name = choose(named, "name", lambda at: line(at, report, _NAME), report)
    canonical.put(name, "products", number, "name")
    canonical.put(joined(of_meaning(leaves, "description"), MAX_DESCRIPTION, report), "products", number, "description")


def _of_campaign(
    leaves: Sequence[Leaf], products: Sequence[dict[str, object]], report: Report
) -> defaultdict[int, list[Leaf]]:
    """The campaign's pictures that show its only product, or one that they are named after."""
    pictures: defaultdict[int, list[Leaf]] = defaultdict(list)
    names = {squash(str(product.get("name", ""))): number for number, product in enumerate(products)}
    for leaf in of_meaning(leaves, "existing_assets"):
        owner = 0 if len(products) == 1 else names.get(squash(leaf.key))
        if owner is not None:
            pictures[owner].append(leaf)
        else:
            report.note(leaf.at, "not used: which product it shows is not said")
    return pictures


def _paths(leaves: Sequence[Leaf], report: Report) -> list[Located]:
    """Below existing-assets/: cut-outs first, then heroes, then the others; a folder ends in a slash."""
    found = []
    for leaf in sorted(of_meaning(leaves, "existing_assets"), key=lambda leaf: leaf.word.rank):
        path = asset_path(leaf.at, report, "the picture will be generated")
        if path and leaf.word.rank == _FOLDER:
            path = path.rstrip("/") + "/"
        if path:
            found.append(Located(leaf.at.pointer, path))
            if leaf.key != "existing_assets":
                report.tell(leaf.at, "read as one of existing_assets")
    return found


def joined(leaves: Sequence[Leaf], limit: int, report: Report) -> Chosen[str]:
    """Where it stands and what it says, by rank; what its own field says alone is left to the model to refuse."""
    parts: dict[str, Located] = {}
    own = ""
    for leaf in sorted(leaves, key=lambda leaf: leaf.word.rank):
        if not (part := prose(leaf.at, report)):
            continue
        if leaf.key and not lookup(leaf.key, leaf.word.kind, True):
            part = f"{re.sub('[_-]+', ' ', leaf.key)}: {part}"
        if leaf.key == "description":
            own = own or part
        elif leaf.key != leaf.word.meaning:
            part = part.replace("_", " ")  # home_fragrance is a programmer's spelling
            report.tell(leaf.at, f"joined to the {leaf.word.meaning}")
        parts.setdefault(part, leaf.at)
    if not parts:
        return None
    first = next(iter(parts.values()))
    text = " ".join(map(sentence, parts)) if len(parts) > 1 else next(iter(parts))
    if len(own) > limit or len(text) <= limit:
        return first, own if len(own) > limit else text
    cut = _cut(text, limit)
    report.tell(first, f'too long with what is joined to it: cut to {limit} characters, after "...{cut[-30:]}"')
    return first, cut


def _cut(text: str, limit: int) -> str:
    """At a word, or anywhere in scripts that have no spaces."""
    at_word = text[: limit + 1].rsplit(None, 1)[0]
    return at_word if limit - _LONGEST_WORD <= len(at_word) <= limit else text[:limit]


def lifted(walk: Walk, own: frozenset[str], report: Report) -> list[Leaf]:
    """The campaign's leaves, with what every product says alike of what a campaign has once."""
    campaign = [leaf for leaf in walk.leaves if leaf.place.product is None]
    wide: dict[str, dict[int, Leaf]] = {}
    for leaf in walk.leaves:
        if leaf.place.product is not None and leaf.word.meaning not in own | TEXTS and not leaf.at.absent:
            wide.setdefault(leaf.word.meaning, {}).setdefault(leaf.place.product, leaf)
    for meaning, leaves in wide.items():
        stated = list(leaves.values())
        alike = len(stated) == len(walk.products) and all(leaf.at.value == stated[0].at.value for leaf in stated)
        if alike and not any(leaf.word.meaning == meaning and not leaf.at.absent for leaf in campaign):
            report.tell(stated[0].at, f"every product says the same: read as the campaign's {meaning}")
            for leaf in stated[1:]:
                report.claim(leaf.at)
            campaign.append(replace(stated[0], key=meaning))
        else:
            for leaf in stated:
                report.note(leaf.at, f"not used: one {meaning} serves the whole campaign")
    return campaign
