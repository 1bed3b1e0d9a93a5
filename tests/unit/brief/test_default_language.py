"""Which of several languages the default texts are in, where a brief does not say it."""

from __future__ import annotations

from tests.unit.brief.reading import MINIMAL, accepted, notes_at

ENGLISH, GERMAN = {"message": "Hi", "cta": "Go"}, {"message": "Hallo", "cta": "Los"}


def test_a_language_with_the_default_message_is_the_default_and_its_other_texts_are_too() -> None:
    brief = accepted(
        {"campaign_message": "Hi", "products": ["Cup"], "localizations": {"en": ENGLISH, "de": GERMAN}}
    ).brief
    assert (brief.call_to_action, list(brief.translations)) == ("Go", ["de"])


def test_a_language_with_the_default_message_of_a_product_is_that_products_default() -> None:
    product = {"name": "Cup", "message": "Hi", "translations": {"en": ENGLISH, "de": GERMAN}}
    brief = accepted({"campaign_message": "All", "products": [product]}).brief
    assert (brief.products[0].call_to_action, list(brief.products[0].translations)) == ("Go", ["de"])


def test_a_message_that_is_the_same_in_several_languages_tells_of_no_default() -> None:
    translations = {"en": ENGLISH, "de": {"message": "Hi", "cta": "Los"}}
    brief = accepted({"campaign_message": "Hi", "products": ["Cup"], "translations": translations}).brief
    assert (brief.call_to_action, list(brief.translations)) == (None, ["en", "de"])


def test_a_language_that_only_products_have_is_made_beside_the_default_one_and_noted() -> None:
    brief = {**MINIMAL, "products": [{"name": "Cup", "message": {"en": "Cold for a day"}}]}
    read = accepted(brief)
    assert read.brief.locales == (None, "en")
    assert notes_at(read, "/products/0/message/en")[0].startswith("en beside the default texts")
    stated = accepted({**brief, "language": "en"}).brief
    assert (stated.language, read.brief.language) == ("en", None)
    assert accepted(stated.model_dump(mode="json", exclude_none=True)).brief == stated
    assert (stated.locales, stated.products[0].message) == ((None,), "Cold for a day")
