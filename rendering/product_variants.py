"""All variants of a product: each language of its campaign in each format of its brief."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import product as pairs

from rendering.render import Branding, Origin, Rendered, SourcePicture, render
from shared.context import CampaignContext, ProductPlan
from shared.formats import FORMATS
from shared.pictures import Variant

Place = tuple[str, str | None]  # format and locale


def places(campaign: CampaignContext) -> list[Place]:
    """All that a product has variants in: those with the default texts first, then each locale's."""
    return [(name, locale) for locale, name in pairs(campaign.all_locales, campaign.formats)]


def product_variants(
    campaign: CampaignContext,
    product: ProductPlan,
    picture: SourcePicture,
    logo: bytes | None,
    origin: Origin,
    but: Container[Place] = (),
) -> Iterator[tuple[str | None, Rendered]]:
    """In the order of `places`, without those in `but`. `logo` as in Branding. Raises GivenUp."""
    branding = Branding(
        brand_colors=campaign.brand_colors,
        product_name=product.name,
        brand=campaign.brand,
        logo=logo,
        typeface=campaign.typeface,
    )
    for locale in campaign.all_locales:
        formats = [FORMATS[name] for name in campaign.formats if (name, locale) not in but]
        if not formats:
            continue
        texts = campaign.texts_of(product, locale)
        # The renderer works master by master; manifest and event list the formats as the brief does.
        made = {each.format.name: each for each in render(picture, texts, locale, formats, branding, origin)}
        for shape in formats:
            yield locale, made[shape.name]


def variant_of(rendered: Rendered, locale: str | None, key: str, version_id: str | None = None) -> Variant:
    """What event and manifest tell of it; `key` is where the file lies, `version_id` its version in S3."""
    return Variant(
        format=rendered.format.name,
        locale=locale,
        key=key,
        width=rendered.format.width,
        height=rendered.format.height,
        bytes=len(rendered.jpeg),
        evidence=rendered.evidence,
        version_id=version_id,
    )
