"""The texts of the pictures: which of them a brief gives, in which languages, and what stands on which picture."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.brief.reading import MINIMAL, accepted, messages_of, notes_at, only_problem

PRODUCTS = [{"name": "Bottle"}]
NAMED: dict[str, Any] = {"campaign_name": "Summer", "products": [{"name": "Bottle"}]}


def texts_of(brief: object, locale: str | None = None, product: int = 0) -> dict[str, str]:
    """The texts on the picture of a product."""
    read = accepted(brief).brief
    return read.texts_of(read.products[product], locale).model_dump(exclude_none=True)


def test_a_text_stands_on_a_picture_from_the_nearest_place_that_has_it() -> None:
    brief = {
        **MINIMAL,
        "subline": "All day",
        "cta": "Shop now",
        "translations": {"fr": {"message": "Restez au frais"}, "de": {"cta": "Kaufen"}},
        "products": [
            {"name": "Bottle", "message": "Cold for a day", "translations": {"de": {"message": "Einen Tag kalt"}}},
            {"name": "Cap"},
        ],
    }
    own = {"message": "Cold for a day", "subline": "All day", "call_to_action": "Shop now"}
    assert texts_of(brief) == own
    assert texts_of(brief, "de") == {**own, "message": "Einen Tag kalt", "call_to_action": "Kaufen"}
    # French words of the campaign go before English words of the product.
    assert texts_of(brief, "fr") == {**own, "message": "Restez au frais"}
    assert texts_of(brief, "de", 1) == {"message": "Stay cool", "subline": "All day", "call_to_action": "Kaufen"}


def test_all_five_texts_are_read_for_the_campaign_a_product_and_a_language() -> None:
    words = {"headline": "A", "subheadline": "B", "promo": "-20%", "button": "C", "small_print": "D"}
    expected = {"message": "A", "subline": "B", "offer": "-20%", "call_to_action": "C", "disclaimer": "D"}
    assert texts_of({**NAMED, "creative": {"copy": words}}) == expected
    assert texts_of({**NAMED, "products": [{"name": "Bottle", "content": words}]}) == expected
    for languages in (
        {"localizations": {"de-DE": words}},
        {"localized_copy": [{"locale": "de_DE", **words}]},
        {"markets": [{"region": "Germany", "language": "de-DE", "texts": words}]},
        {"de_DE": words},
        {"languages": {"German (de-DE)": words}},
        {"translations": [{"lang": "de-de", "copy": words}]},
        {f"{name}_de_DE": text for name, text in words.items()},
        {name: {"de-DE": text} for name, text in words.items()},
    ):
        assert texts_of({**MINIMAL, **languages}, "de-DE") == expected, languages


def test_a_message_that_is_an_object_of_texts_is_read_as_those() -> None:
    message = {"locale": "en-CA", "headline": "A calmer room", "subheadline": "Light that follows", "cta": "See it"}
    read = accepted({**NAMED, "campaign_message": message, "target_locales": ["en-CA", "fr-CA"]})
    assert read.brief.texts.model_dump(exclude_none=True) == {
        "message": "A calmer room",
        "subline": "Light that follows",
        "call_to_action": "See it",
    }
    assert read.brief.locales == (None,)
    assert notes_at(read, "/target_locales/1") == ["no text in fr-CA is given: no pictures of its own for fr-CA"]


def test_small_print_is_joined_and_a_long_offer_is_a_subline() -> None:
    brief = {**MINIMAL, "disclaimer": "18+ only", "legal_text": ["No refunds.", "T&Cs apply"], "terms": "See site"}
    assert texts_of(brief)["disclaimer"] == "18+ only. No refunds. T&Cs apply. See site."
    offer = "Two for one until the end of August"
    assert texts_of({**MINIMAL, "offer": offer}) == {"message": "Stay cool", "subline": offer}
    assert only_problem({**MINIMAL, "subline": "Cold", "offer": offer}).code == "too_long"


def test_a_language_that_says_the_same_as_the_default_is_not_made_twice() -> None:
    read = accepted({**NAMED, "campaign_message": {"en": "Fresh", "de": "Frisch"}, "cta": {"en": "Go", "de": "Los"}})
    assert read.brief.locales == (None, "de")
    assert read.brief.texts.call_to_action == "Go"
    same = accepted({**MINIMAL, "messages": {"en-GB": "Stay cool", "de": "Frisch"}})
    assert messages_of(same.brief) == {"de": "Frisch"}
    assert notes_at(same, "/messages/en-GB") == ["en-GB is the same as the default texts: not made twice"]


def test_products_may_have_the_only_messages() -> None:
    products = [
        {"name": "Tent", "message": "Up in minutes", "message_localized": {"en_US": "Up in minutes", "fr_CA": "Vite"}},
        {"name": "Stove", "tagline": "Tea anywhere"},
        {"name": "Lamp", "offer": "-20%"},
    ]
    read = accepted({"campaign_name": "Summer", "products": products})
    brief = read.brief
    assert [brief.texts_of(product, None).message for product in brief.products] == [
        "Up in minutes",
        "Tea anywhere",
        "-20%",
    ]
    assert brief.texts_of(brief.products[0], "fr-CA").message == "Vite"
    assert brief.locales == (None, "fr-CA")
    assert brief.campaign_message == "Up in minutes"
    missing = only_problem({"campaign_name": "Summer", "products": [products[0], {"name": "Mat"}]})
    assert (missing.pointer, missing.code) == ("/products/1/message", "missing")


def test_a_market_that_does_not_say_its_language_is_noted() -> None:
    adaptations = {"US": {"call_to_action": "Try it"}, "EMEA": {"call_to_action": "Choose it"}}
    read = accepted({**MINIMAL, "cta": "Go", "regional_adaptations": adaptations})
    assert (read.brief.call_to_action, read.brief.locales) == ("Go", (None,))
    assert read.brief.target_regions == ("US", "EMEA")
    assert notes_at(read, "/regional_adaptations/US/call_to_action") == [
        "not used: which language this market's call to action is in is not said"
    ]
    only = accepted({**NAMED, "markets": [{"region": "US", "message": "Save"}, {"region": "UK", "message": "Order"}]})
    assert only.brief.campaign_message == "Save"
    assert notes_at(only, "/markets/1/message")


def test_a_language_without_a_text_and_a_text_without_a_translation_are_noted() -> None:
    markets = [{"code": "DE", "locale": "de-DE"}, {"code": "FR", "locale": "fr-FR"}]
    copy = {"de-DE": {"message": "Bleib cool"}}
    read = accepted({**MINIMAL, "cta": "Go", "target": {"markets": markets}, "localized_copy": copy})
    assert notes_at(read, "/target/markets/1/locale") == ["no text in fr-FR is given: no pictures of its own for fr-FR"]
    assert "no call to action in de-DE: the default text is set" in notes_at(read, "/localized_copy/de-DE/message")


def test_versions_of_a_text_that_nobody_chose_between_give_the_first() -> None:
    posts = [{"platform": "a", "headline": "One"}, {"platform": "b", "headline": "Two"}]
    read = accepted({**NAMED, "posts": posts, "key_messages": ["Three", "Four"]})
    assert read.brief.campaign_message == "Three"
    assert notes_at(read, "/key_messages/1") == ["not used: /key_messages/0 is the campaign_message"]
    assert notes_at(read, "/posts/0/headline") == [
        "not used: campaign_message is given (likewise at /posts/1/headline)"
    ]
    assert accepted({**NAMED, "posts": posts}).brief.campaign_message == "One"
    assert accepted({**MINIMAL, "email_footer_block": {"message": "Unsubscribe"}}).brief.campaign_message == "Stay cool"


def test_texts_that_would_not_fit_an_event_are_refused() -> None:
    lengths = {"message": 500, "subline": 160, "offer": 24, "call_to_action": 40, "disclaimer": 300}
    texts = {name: "\U0001f600" * length for name, length in lengths.items()}
    brief = {**MINIMAL, "translations": {f"en-{number}": texts for number in range(100, 120)}}
    assert len(accepted(brief).brief.locales) == 21
    problem = only_problem({**brief, "products": [{"name": "Bottle", "translations": brief["translations"]}]})
    assert problem.code == "too_much_text"
    assert "bytes" in problem.found


@pytest.mark.parametrize(
    "messages",
    [
        {"messages": {"de-DE": "Frisch", "fr": "Frais"}},
        {"messages": [{"locale": "de_DE", "message": "Frisch"}, {"language": "French", "text": "Frais"}]},
        {"translations": {"de-de": {"campaign_message": "Frisch"}, "fr": {"message": "Frais"}}},
        {"markets": [{"region": "DE", "locale": "de_DE", "message": "Frisch"}, {"locale": "fr", "headline": "Frais"}]},
        {"markets": {"DE": {"locale": "de_DE", "message": "Frisch"}, "FR": {"locale": "fr", "message": "Frais"}}},
        {"localization": {"localized_messages": {"de-DE": "Frisch", "fr": "Frais"}}},
    ],
)
def test_messages_are_read_however_they_are_listed(messages: dict[str, Any]) -> None:
    assert messages_of(accepted({**MINIMAL, **messages}).brief) == {"de-DE": "Frisch", "fr": "Frais"}


def test_a_message_by_language_has_a_default() -> None:
    brief = {"campaign_name": "n", "products": PRODUCTS}
    first = accepted({**brief, "campaign_message": {"en": "Fresh", "de": "Frisch"}})
    assert (first.brief.campaign_message, messages_of(first.brief)) == ("Fresh", {"de": "Frisch"})
    assert any("default" in text for text in notes_at(first, "/campaign_message/en"))
    stated = accepted({**brief, "campaign_message": {"default": "Cool", "de": "Frisch"}})
    assert (stated.brief.campaign_message, messages_of(stated.brief)) == ("Cool", {"de": "Frisch"})
    main = accepted({**brief, "messages": {"en": "Fresh", "de": "Frisch"}, "language": "de-DE"})
    assert main.brief.campaign_message == "Frisch"


def test_markets_give_regions_and_messages() -> None:
    markets = [
        {"region": "US", "locale": "en_US", "campaign_message": "Save", "prohibited_words": ["cure"]},
        {"region": "DE", "locale": "de_DE", "campaign_message": "Sparen"},
    ]
    read = accepted({"campaign_name": "n", "products": PRODUCTS, "markets": markets})
    assert (read.brief.campaign_message, messages_of(read.brief)) == ("Save", {"de-DE": "Sparen"})
    assert read.brief.target_regions == ("US", "DE")
    assert read.brief.prohibited_words == ("cure",)


def test_regions_markets_and_countries_come_together() -> None:
    brief = {**MINIMAL, "target_region": "LATAM", "markets": ["US"], "market": {"region": "NA", "country": "CA"}}
    assert accepted(brief).brief.target_regions == ("LATAM", "NA", "US", "CA")


def test_languages_without_a_text_are_noted() -> None:
    read = accepted({**MINIMAL, "language": "en", "locales": ["en", "ja"]})
    assert messages_of(read.brief) == {}
    assert notes_at(read, "/locales/0") == []
    assert notes_at(read, "/locales/1") == ["no text in ja is given: no pictures of its own for ja"]


def test_messages_beyond_the_languages_asked_for_are_left_out_with_a_note() -> None:
    texts = {"en": "Fresh", "es": "Fresco", "pt": "Fresco", "de": None}
    read = accepted({**MINIMAL, "campaign_message_localized": texts, "output_locales": "en, es"})
    assert messages_of(read.brief) == {"en": "Fresh", "es": "Fresco"}
    assert notes_at(read, "/campaign_message_localized/pt") == ["left out: pt is not among the languages asked for"]
    assert notes_at(read, "/campaign_message_localized/de") == ["no text: no message in de"]


def test_a_market_may_state_its_language_in_a_list_of_one() -> None:
    market = {"market": "FR", "languages": ["fr"], "copy": {"headline": "Salut"}}
    assert messages_of(accepted({**MINIMAL, "markets": [market]}).brief) == {"fr": "Salut"}


@pytest.mark.parametrize("code", ["TW", "SG", "IE", "ZA", "MY"])
@pytest.mark.parametrize("field", ["localizations", "translations"])
def test_the_code_of_a_market_is_no_language_but_the_market_may_say_which(field: str, code: str) -> None:
    read = accepted({**MINIMAL, field: {code: "Hi", "de": "Hallo"}})
    assert messages_of(read.brief) == {"de": "Hallo"}
    assert notes_at(read, f"/{field}/{code}") == [f"not used: which language is meant is not said, {code} is a market"]
    read = accepted({**MINIMAL, field: {code: {"message": "Hi", "cta": "Go"}}})
    assert (messages_of(read.brief), read.brief.call_to_action) == ({}, None)
    assert notes_at(read, f"/{field}/{code}/cta")
    read = accepted({**MINIMAL, field: {code: {"message": "Hallo", "language": "de"}}})
    assert messages_of(read.brief) == {"de": "Hallo"}


def test_small_english_words_before_a_word_are_no_languages() -> None:
    read = accepted({**MINIMAL, "my_headline": "Hi", "is_text": "x", "no_headline": "y", "no_offer": True})
    assert not read.brief.translations
    assert {note.pointer for note in read.notes} == {"/my_headline", "/is_text", "/no_headline", "/no_offer"}


@pytest.mark.parametrize(
    ("field", "value", "offer"),
    [("Offer", "20", None), ("offer", 15, None), ("Discount (%)", "20", "20%"), ("discount_percent", 20, "20%")],
)
def test_a_number_alone_is_an_offer_only_where_its_field_says_percent(
    field: str, value: object, offer: str | None
) -> None:
    assert accepted({**MINIMAL, field: value}).brief.offer == offer


@pytest.mark.parametrize("field", ["subline", "offer", "call_to_action", "disclaimer"])
def test_false_is_no_text(field: str) -> None:
    read = accepted({**MINIMAL, field: False})
    assert getattr(read.brief, field) is None
    assert notes_at(read, f"/{field}") == ["read as nothing"]


def test_a_short_and_a_long_message_are_no_languages() -> None:
    read = accepted({"products": ["Cup"], "messages": {"short": "Hi", "long": "Hi there everyone"}})
    assert read.brief.campaign_message == "Hi"
    assert notes_at(read, "/messages/long") == ["not used: /messages/short is the first of them"]


def test_a_percentage_beside_an_offer_is_not_used() -> None:
    assert accepted({**MINIMAL, "offer": "20% off", "discount_percent": 20}).brief.offer == "20% off"
