"""Texts that somebody wants otherwise: another one, or none. What is left out stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from operations.requesting import NotTaken
from shared.campaigns.requests import TakenOff
from shared.context import CampaignContext, ProductPlan
from shared.texts import CALL_TO_ACTION, DISCLAIMER, MESSAGE, OFFER, SUBLINE, Message, OwnTexts, Texts, bounded

_NAMED: Final = 5  # products, in one sentence
_OFF: Final = "; null or empty: it is taken off"


def _never_null(schema: dict[str, Any]) -> None:
    """It may be left out, which is None here; said, it is a text."""
    schema |= schema.pop("anyOf")[0]


class ChangedTexts(Texts):
    """Texts in one language, over those that there are. An optional one that is null or empty is taken off."""

    # What is taken off is kept as "": None is what was left out.
    message: Message | None = Field(default=None, description=MESSAGE, json_schema_extra=_never_null)
    subline: Annotated[str, bounded(0, 160)] | None = Field(default=None, description=SUBLINE + _OFF)
    offer: Annotated[str, bounded(0, 24)] | None = Field(default=None, description=OFFER + _OFF)
    call_to_action: Annotated[str, bounded(0, 40)] | None = Field(default=None, description=CALL_TO_ACTION + _OFF)
    disclaimer: Annotated[str, bounded(0, 300)] | None = Field(default=None, description=DISCLAIMER + _OFF)

    @model_validator(mode="before")
    @classmethod
    def _null_is_empty(cls, given: Any) -> Any:
        if isinstance(given, Texts):
            return {name: text for name, text in given if text is not None}
        if not isinstance(given, Mapping):
            return given
        return {name: "" if name in Texts.model_fields and text is None else text for name, text in given.items()}

    @field_validator("message", mode="before")
    @classmethod
    def _stays(cls, message: object) -> object:
        if isinstance(message, str) and not message.strip():
            raise PydanticCustomError(
                "mandatory", "every picture has one, so it is not taken off; another one is expected"
            )
        return message

    @property
    def given(self) -> dict[str, str | None]:
        """By name, None for what is taken off."""
        return {name: text or None for name, text in self if text is not None}

    @property
    def own(self) -> OwnTexts:
        return OwnTexts.model_validate({**self.given, "taken_off": [name for name, text in self if text == ""]})


def taken_off(texts: ChangedTexts, translations: Mapping[str, ChangedTexts]) -> Iterator[TakenOff]:
    for locale, changed in ((None, texts), *translations.items()):
        yield from (TakenOff(locale=locale, text=name) for name in changed.own.taken_off)


def refuse_nothing_lost(
    taken: Iterable[TakenOff],
    before: CampaignContext,
    after: CampaignContext,
    plans: Sequence[tuple[ProductPlan, ProductPlan]],
) -> None:
    """`plans` of each product, before and after. Raises NotTaken for a text that no picture would lose."""
    for off in taken:
        had = [getattr(before.texts_of(old, off.locale), off.text) for old, _ in plans]
        has = [getattr(after.texts_of(new, off.locale), off.text) for _, new in plans]
        if any(old and not new for old, new in zip(had, has, strict=True)):
            continue
        name, where = off.text.replace("_", " "), f" in {off.locale}" if off.locale else ""
        if own := [new.name for (_, new), text in zip(plans, has, strict=True) if text]:
            raise NotTaken(f"the {name}{where} of {', '.join(own[:_NAMED])} is its own, and stays: name the product")
        raise NotTaken(f"no picture shows a text of {name}{where}: there is nothing to take off")
