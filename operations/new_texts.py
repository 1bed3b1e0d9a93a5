"""New texts of a campaign, held against what holds for a brief's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefs.assets import Assets
from briefs.drawn_texts import script_problems
from briefs.prohibited_words import ProhibitedWord, prohibited_problems
from briefs.read import MAX_EVENT_BYTES
from briefs.word_list import listed_words
from operations.requesting import NotTaken
from shared.awaited import requested
from shared.brief import Brief
from shared.campaigns.records import CampaignRecord, ProductRecord
from shared.campaigns.requests import Request
from shared.problems import BriefRefused, Problem
from shared.texts import OwnTexts


class TextsRefused(NotTaken):
    """Texts that can't stand on a picture. The pointers of `problems` are those of a canonical brief."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems[:3])))
        self.problems = tuple(problems)


def refuse_texts(campaign: CampaignRecord, products: Sequence[ProductRecord], request: Request, assets: Assets) -> None:
    """`campaign` and `products` as the request would leave them. Raises TextsRefused."""
    brief = _brief(campaign, products)
    problems = list(script_problems(brief, _pointer))
    words = [ProhibitedWord(word, "by the campaign's brief") for word in campaign.prohibited_words]
    try:
        words += listed_words(brief, assets)
    except BriefRefused as unreadable:
        problems += unreadable.problems
    problems += prohibited_problems(brief, words, _pointer)
    largest = max(len(requested(campaign, product, request.asked).model_dump_json().encode()) for product in products)
    if largest > MAX_EVENT_BYTES:
        expected = f"at most {MAX_EVENT_BYTES:,} bytes"
        problems.append(
            Problem(
                pointer="", code="too_much_text", found=f"{largest:,} bytes of texts for a product", expected=expected
            )
        )
    if problems:
        raise TextsRefused(problems)


def _brief(campaign: CampaignRecord, products: Sequence[ProductRecord]) -> Brief:
    """The canonical one that would lead to these."""
    context = campaign.context
    alike = {name: getattr(context, name) for name in Brief.model_fields if hasattr(context, name)}
    plans = [product.plan for product in products]
    return Brief.model_validate(
        {
            **alike,
            "translations": _written(context.translations),
            "products": [
                {
                    "name": plan.name,
                    "description": plan.description,
                    "translations": _written(plan.translations),
                    **plan.texts.written,
                }
                for plan in plans
            ],
        }
    )


def _written(translations: Mapping[str, OwnTexts]) -> dict[str, dict[str, str]]:
    return {locale: texts.written for locale, texts in translations.items()}


def _pointer(*place: str | int) -> str:
    return "".join(f"/{step}" for step in place)
