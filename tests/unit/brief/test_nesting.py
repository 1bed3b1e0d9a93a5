"""A new nesting of known words needs no code: three that were invented after the walk was done."""

from __future__ import annotations

from typing import Any

from tests.unit.brief.reading import accepted

# An export of a project tool, a form's answers, and an agency's deck turned into JSON.
NESTINGS: dict[str, dict[str, Any]] = {
    "project tool": {
        "ticket": {
            "fields": {
                "campaign": {"title": "Summer"},
                "customer_facing": {
                    "block": {
                        "headline": "Stay cool",
                        "strapline_block": {"subheadline": "All day", "button": "Shop now"},
                    }
                },
                "legal_review": {"approved_wording": {"disclaimer": "While stocks last."}},
            },
            "attachments": {"product_list": [{"details": {"name": "Bottle", "pictures": {"hero": "b.png"}}}]},
        },
        "rollout": {
            "wave_1": {"markets": [{"country": "Germany", "i18n": {"language": "German", "headline": "Bleib cool"}}]}
        },
        "look": {"board": {"setting": "a pier", "lighting": "dusk"}, "swatches": {"brand_colors": ["#0057B8"]}},
    },
    "form": {
        "answers": {
            "1_who": {"company_name": "Acme", "who_is_it_for": {"audience": "Runners"}},
            "2_what": {"items": {"Bottle": {"photo": {"path": "b.png"}, "type": "hero"}}},
            "3_words": {
                "en": {"copy": {"primary": "Stay cool", "subtitle": "All day"}, "cta": {"label": "Shop now"}},
                "Deutsch": {"copy": {"primary": "Bleib cool"}},
                "small_print": "While stocks last.",
            },
            "4_where": {"scene": {"setting": "a pier"}, "lighting": "dusk"},
            "5_money_and_style": {"budget_usd": "25,00", "palette": "blue #0057B8"},
        },
        "campaign_title": "Summer",
    },
    "deck": {
        "slides": {
            "cover": {"campaign_name": "Summer"},
            "big_idea": {
                "key_message": "Stay cool",
                "supporting_text": "All day",
                "translations": [{"code": "de", "text": "Bleib cool"}],
            },
            "range": {"product_1": {"title": "Bottle", "visual_asset": "b.png"}},
            "world": {"visual_direction": {"setting": "a pier", "mood_words": "none", "lighting": "dusk"}},
            "brand_page": {"identity": {"primary_colour": "#0057B8"}},
            "last": {"legal_line": "While stocks last.", "call_to_action_text": "Shop now"},
        }
    },
}


def test_three_new_nestings_come_out_as_the_same_brief() -> None:
    for name, brief in NESTINGS.items():
        read = accepted(brief).brief
        texts = read.texts.model_dump(exclude_none=True)
        assert texts == {
            "message": "Stay cool",
            "subline": "All day",
            "call_to_action": "Shop now",
            "disclaimer": "While stocks last.",
        }, name
        assert {tag: text.message for tag, text in read.translations.items()} == {"de": "Bleib cool"}, name
        assert [(product.name, product.existing_assets) for product in read.products] == [("Bottle", ("b.png",))], name
        assert (read.campaign_name, read.brand_colors) == ("Summer", ("#0057B8",)), name
        assert (read.scene, read.style) == ("a pier", "dusk"), name
