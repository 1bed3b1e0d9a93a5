"""What travels with every event of a product: its campaign and its plan, so that no stage asks another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pydantic import Field

from shared.costs import ImageSource
from shared.frozen import Frozen
from shared.texts import OwnTexts, Texts, texts_in


class BriefReference(Frozen):
    """The uploaded object; `version` is its S3 version id, or its etag in an unversioned bucket."""

    bucket: str
    key: str
    version: str


class WithTexts(Protocol):
    """A product that may have texts of its own, by default and in other languages."""

    @property
    def texts(self) -> Texts: ...

    @property
    def translations(self) -> Mapping[str, Texts]: ...


class CampaignContext(Frozen):
    """What every stage needs to know of the campaign; carried along, so that no stage asks another."""

    campaign_id: str
    campaign_name: str
    campaign_message: str
    product_count: int
    formats: tuple[str, ...]
    language: str | None = Field(default=None, description="That of the default texts, where the brief tells it.")
    locales: tuple[str, ...] = Field(default=(), description="Languages of the pictures, besides the default one.")
    messages: dict[str, str] = Field(default_factory=dict, description="The message in other languages.")
    translations: dict[str, OwnTexts] = Field(default_factory=dict, description="All texts in other languages.")
    subline: str | None = None
    offer: str | None = None
    call_to_action: str | None = None
    disclaimer: str | None = None
    brand: str | None = None
    brand_colors: tuple[str, ...] = ()
    typeface: str | None = Field(
        default=None, description="What the texts are set in, a name of shared/typefaces.py; None: the system's own."
    )
    logo_key: str | None = Field(default=None, description="S3 key of the logo; None where there is none.")
    logo_version: str | None = Field(default=None, description="The logo's S3 version when the brief was accepted.")
    scene: str | None = Field(default=None, description="Where the products are pictured; None: a white studio.")
    style: str | None = None
    target_audience: str | None = None
    target_regions: tuple[str, ...] = ()

    @property
    def texts(self) -> Texts:
        """The campaign's own, in its default language."""
        others = {name: getattr(self, name) for name in Texts.model_fields if name != "message"}
        return Texts.model_construct(message=self.campaign_message, **others)

    @property
    def all_locales(self) -> tuple[str | None, ...]:
        """The languages that pictures are made in, the default (None) first."""
        return (None, *(self.locales or self.messages))

    def of(self, product: ProductPlan) -> CampaignContext:
        """With the formats and languages of this product, where they are others than the campaign's."""
        own = {"formats": product.formats, "locales": product.locales}
        return self.model_copy(update={name: values for name, values in own.items() if values})

    def texts_of(self, product: WithTexts, locale: str | None) -> Texts:
        """The texts on the product's picture in a language; an event of before 2026-11-25 has messages alone."""
        translations: Mapping[str, Texts] = self.translations or {
            name: Texts.model_construct(message=text) for name, text in self.messages.items()
        }
        return texts_in(locale, self.texts, translations, product.texts, product.translations)


class ProductReference(Frozen):
    product_id: str
    index: int = Field(ge=0, description="Position in the brief, from 0.")
    name: str


class ProductPlan(ProductReference):
    """`asset_key` is the S3 key of the picture to reuse, `asset_version` its version when the brief was accepted.

    Both are None where `image_source` is `generate`. `formats` and `locales` are empty where they are the campaign's.
    """

    description: str = ""
    image_source: ImageSource
    asset_key: str | None = None
    asset_version: str | None = None
    texts: OwnTexts = Field(
        default=OwnTexts(), description="The product's own, where the campaign's are not meant for it."
    )
    translations: dict[str, OwnTexts] = Field(default_factory=dict)
    formats: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
