"""What is to be done for a brief: the source of each product's picture, and what it will cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefs.assets import MAX_KEY_BYTES, Assets
from briefs.located import describe
from briefs.prohibited_words import prohibited_problems
from briefs.read import ReadBrief
from briefs.word_list import listed_words
from shared import keys
from shared.brief import Brief, Product
from shared.context import CampaignContext, ProductPlan
from shared.costs import Rates
from shared.frozen import fitting
from shared.identity import product_id
from shared.problems import BriefRefused, Note, Problem

# Enough for a missing asset of every product; the manifest holds them all, the campaign's row the first of them.
_NOTES_BYTES = 100_000
_NAMED = 5  # pictures or paths in one sentence


@dataclass(slots=True)
class Plan:
    """`estimated_cost` in USD, if every product succeeds; `logo_key` is None where there is no logo to use."""

    products: list[ProductPlan] = field(default_factory=list)
    logo_key: str | None = None
    logo_version: str | None = None
    notes: list[Note] = field(default_factory=list)
    estimated_cost: Decimal = Decimal(0)


def plan(read: ReadBrief, assets: Assets, rates: Rates) -> Plan:
    """Raises BriefRefused for what `outlined` finds."""
    made, problems = outlined(read, assets, rates)
    if problems:
        raise BriefRefused(problems, made.notes)
    return made


def outlined(read: ReadBrief, assets: Assets, rates: Rates) -> tuple[Plan, list[Problem]]:
    """Also where there are problems: prohibited words, assets that can't be meant, too low a `max_cost`."""
    made, brief = Plan(), read.brief
    problems = list(_word_problems(read, assets))
    for index, product in enumerate(brief.products):
        pointer = read.pointer("products", index, "existing_assets")
        found = _looked_up(pointer, product.existing_assets, assets, made.notes, problems)
        if len(found) > 1:
            problems.append(_ambiguous(pointer, found))
        if product.existing_assets and not found:
            made.notes.append(Note(pointer=pointer, text=f"a new picture is generated for {product.name}"))
        made.products.append(_planned(index, product, next(iter(found), None), assets))
    if brief.logo:
        made.logo_key = _logo(read.pointer("logo"), brief.logo, assets, made.notes, problems)
        made.logo_version = assets.version(made.logo_key) if made.logo_key else None
    made.estimated_cost = rates.estimate([product.image_source for product in made.products])
    if brief.max_cost is not None and made.estimated_cost > brief.max_cost:
        problems.append(_too_expensive(read.pointer("max_cost"), brief, made, brief.max_cost))
    made.notes = _bounded(made.notes)
    return made, problems


def context_of(campaign_id: str, read: ReadBrief, made: Plan) -> CampaignContext:
    """What every stage needs to know of the campaign."""
    brief = read.brief
    alike = {name: getattr(brief, name) for name in CampaignContext.model_fields if name in Brief.model_fields}
    return CampaignContext(
        **alike,
        campaign_id=campaign_id,
        product_count=len(brief.products),
        locales=tuple(locale for locale in brief.locales if locale),
        messages={locale: texts.message for locale, texts in brief.translations.items() if texts.message},
        logo_key=made.logo_key,
        logo_version=made.logo_version,
    )


def _word_problems(read: ReadBrief, assets: Assets) -> Iterator[Problem]:
    """Words of the bucket's list; those of the brief itself refuse it when it is read."""
    try:
        words = listed_words(read.brief, assets)
    except BriefRefused as refused:
        yield from refused.problems
    else:
        yield from prohibited_problems(read.brief, words, read.pointer)


def _looked_up(
    pointer: str, paths: Sequence[str], assets: Assets, notes: list[Note], problems: list[Problem]
) -> tuple[str, ...]:
    """The keys of the pictures at the first of the paths that has any."""
    for path in paths:
        key = keys.ASSETS_PREFIX + path
        size = len(key.encode())
        if size > MAX_KEY_BYTES:
            found = f"{describe(path)}, which makes a key of {size:,} bytes with {keys.ASSETS_PREFIX} before it"
            expected = f"a path whose key has at most {MAX_KEY_BYTES:,} bytes"
            problems.append(Problem(pointer=pointer, code="too_long", found=found, expected=expected))
        elif pictures := assets.find(path):
            return pictures
        else:
            notes.append(Note(pointer=pointer, text=f"nothing lies at {key}{_alike(assets.alike(path))}"))
    return ()


def _alike(path: str | None) -> str:
    return f", but at {keys.ASSETS_PREFIX}{path}: S3 tells upper from lower case" if path else ""


def _planned(index: int, product: Product, asset_key: str | None, assets: Assets) -> ProductPlan:
    return ProductPlan(
        product_id=product_id(product.name, index),
        index=index,
        name=product.name,
        description=product.description,
        image_source="existing" if asset_key else "generate",
        asset_key=asset_key,
        asset_version=assets.version(asset_key) if asset_key else None,
        texts=product.texts,
        translations=product.translations,
    )


def _logo(pointer: str, path: str, assets: Assets, notes: list[Note], problems: list[Problem]) -> str | None:
    found = _looked_up(pointer, [path], assets, notes, problems)
    if len(found) == 1:
        return found[0]
    several = "several pictures lie there: " if found else ""
    notes.append(Note(pointer=pointer, text=f"{several}the variants come without a logo"))
    return None


def _bounded(notes: list[Note]) -> list[Note]:
    """What exceeds _NOTES_BYTES is counted in the last."""
    kept = fitting(notes, _NOTES_BYTES)
    left_out = len(notes) - len(kept)
    return [*kept, Note(pointer="", text=f"{left_out} more notes of this kind left out")] if left_out else notes


def _ambiguous(pointer: str, pictures: Sequence[str]) -> Problem:
    folder = pictures[0].rpartition("/")[0].removeprefix(keys.ASSETS_PREFIX)
    names = ", ".join(key.rsplit("/", 1)[-1] for key in pictures[:_NAMED])
    more = f" and {len(pictures) - _NAMED} more" if len(pictures) > _NAMED else ""
    return Problem(
        pointer=pointer,
        code="ambiguous_asset",
        found=f"the folder {folder}/ with {names}{more}",
        expected="the path of one picture, or a folder with a product.png in it",
    )


def _too_expensive(pointer: str, brief: Brief, made: Plan, max_cost: Decimal) -> Problem:
    """Names the pictures that made it dear: those that the brief has, but the bucket has not."""
    count = len(made.products)
    new = [product.image_source == "generate" for product in made.products]
    missing = [
        path
        for product, is_new in zip(brief.products, new, strict=True)
        for path in product.existing_assets[:1]
        if is_new
    ]
    named = ", ".join(missing[:_NAMED]) + (f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else "")
    return Problem(
        pointer=pointer,
        code="over_budget",
        found=f"{max_cost} USD, but {count} product{'' if count == 1 else 's'} ({sum(new)} with a new picture"
        f"{f': nothing lies at {named}' if missing else ''}) {'is' if count == 1 else 'are'} estimated at "
        f"{made.estimated_cost} USD",
        expected=f"at least {made.estimated_cost} USD, fewer products, or more pictures of your own",
    )
