"""Renders products of a settled campaign again: with other texts, in more formats or languages, of another picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field, StrictInt

from briefs.assets import Assets
from operations.meant import Settled, meant_in
from operations.new_texts import refuse_texts
from operations.requesting import Asker, NotTaken, Prepared
from operations.text_changes import ChangedTexts, refuse_nothing_lost, taken_off
from shared.brief import FormatName
from shared.campaigns.opening import as_asked, opened
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.requests import Request, Source
from shared.context import CampaignContext
from shared.frozen import Frozen
from shared.texts import Locale, OwnTexts

DEFAULT_LANGUAGE = "default"


class RenderOrder(Frozen):
    """What is to be made anew, and how; what is left out stays as it is. 0.05 USD a product by the default rates.

    `texts` are those of the default language. With `products` they are theirs alone, without they are the campaign's.
    """

    products: tuple[str, ...] = Field(default=(), max_length=200, description="Ids or names; none: all of them.")
    formats: tuple[FormatName, ...] = Field(
        default=(), description="Those that are made anew; also such as the brief had not. None: all of the product's."
    )
    locales: tuple[str, ...] = Field(
        default=(), max_length=21, description="Languages that are made anew, `default` for the default one. None: all."
    )
    texts: ChangedTexts = Field(default_factory=ChangedTexts)
    translations: dict[Locale, ChangedTexts] = Field(default_factory=dict, max_length=20)
    picture: StrictInt | None = Field(
        default=None, ge=1, description="Of one product: the picture that it had in this earlier rendition."
    )


class WithoutPicture(NotTaken):
    """Nothing can be set on a picture that is not there. `heals`: trying again may make it, for nobody stopped it."""

    def __init__(self, products: Sequence[ProductRecord]) -> None:
        self.heals = not all(each.failure and each.failure.cancelled for each in products)
        names = ", ".join(product.plan.name for product in products[:5])
        again = ", or try again what failed" if self.heals else ""
        super().__init__(f"{names}: no picture yet that texts could stand on: ask for a new picture{again}")


def prepared_render(settled: Settled, assets: Assets, order: RenderOrder, asker: Asker) -> Prepared:
    """Reads, and writes nothing. Raises NotTaken, TextsRefused."""
    campaign = settled.campaign
    meant = meant_in(settled.products, order.products)
    products = [product for product in meant if product.source]
    bare = tuple(product for product in meant if product.source is None)
    if bare and (order.products or not products):
        raise WithoutPicture(bare)
    request = Request(
        request_id=asker.request_id,
        kind="render",
        requested_by=asker.requested_by,
        requested_at=asker.at,
        changes=tuple(_changes(order)),
        formats=order.formats,
        locales=_locales(campaign.context, products, order),
        rendition=campaign.rendition + 1,
        products=tuple(product.plan.index for product in products),
        texts=order.texts.own if order.products else OwnTexts(),
        translations={tag: texts.own for tag, texts in order.translations.items()} if order.products else {},
        taken_off=tuple(taken_off(order.texts, order.translations)),
        picture=_picture(settled, products, order),
    )
    context = campaign.context if order.products else _changed(campaign.context, order)
    after = campaign.model_copy(update={"context": context, "rendition": request.rendition})
    request = _with_texts_in(after, campaign.context, products, request)
    after = after.model_copy(update={"request": request})
    refuse_texts(after, [as_asked(after, product) for product in products], request, assets)
    cost = settled.affordable(campaign.rates.variants * len(products))
    return Prepared(campaign, tuple(products), request, context, cost, order, bare)


def _locales(context: CampaignContext, products: Sequence[ProductRecord], order: RenderOrder) -> tuple[str | None, ...]:
    known = {locale for product in products for locale in context.of(product.plan).all_locales} | {*order.translations}
    tags = {(locale or DEFAULT_LANGUAGE).casefold(): locale for locale in known}
    asked = {name: name.strip().casefold().replace("_", "-") for name in order.locales}
    if unknown := [name for name, tag in asked.items() if tag not in tags]:
        there = ", ".join(sorted(locale or DEFAULT_LANGUAGE for locale in known))
        raise NotTaken(
            f"{', '.join(unknown)}: this campaign has {there}; another language needs its texts, in `translations`"
        )
    return tuple(tags[tag] for tag in asked.values())


def _with_texts_in(
    after: CampaignRecord, before: CampaignContext, products: Sequence[ProductRecord], request: Request
) -> Request:
    """With the languages whose texts change: those alone are made anew where nothing else is asked for.

    Raises NotTaken for a text to be taken off that no picture would lose.
    """
    plans = [(product.plan, opened(after, product, request).plan) for product in products]
    refuse_nothing_lost(request.taken_off, before, after.context, plans)
    changed = tuple(
        locale
        for locale in dict.fromkeys(locale for _, plan in plans for locale in after.context.of(plan).all_locales)
        if any(before.texts_of(old, locale) != after.context.texts_of(new, locale) for old, new in plans)
    )
    all_else = request.formats or request.locales or request.picture
    return request.model_copy(update={"texts_in": changed, **({} if all_else else {"locales": changed})})


def _changed(context: CampaignContext, order: RenderOrder) -> CampaignContext:
    """The campaign's from now on: new texts over the old ones, formats and languages behind those that it has."""
    texts = {("campaign_message" if name == "message" else name): text for name, text in order.texts.given.items()}
    translations = dict(context.translations)
    for locale, new in order.translations.items():
        translations[locale] = translations.get(locale, OwnTexts()).changed(new.own)
    messages = {locale: each.message for locale, each in translations.items() if each.message}
    return context.model_copy(
        update={
            **texts,
            "formats": tuple(dict.fromkeys((*context.formats, *order.formats))),
            "locales": tuple(dict.fromkeys((*(context.locales or context.messages), *order.translations))),
            "translations": translations,
            "messages": {**context.messages, **messages},
        }
    )


def _changes(order: RenderOrder) -> Iterator[str]:
    yield from order.texts.given
    yield from (name for name in ("translations", "formats", "locales", "picture") if getattr(order, name))


def _picture(settled: Settled, products: Sequence[ProductRecord], order: RenderOrder) -> Source | None:
    if order.picture is None:
        return None
    if len(order.products) != 1:
        raise NotTaken("the picture of an earlier rendition is taken for one product: name it")
    return settled.picture(products[0], order.picture)
