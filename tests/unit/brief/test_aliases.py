"""Every spelling of every table, exercised by going through the tables: none can be added untested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefs.aliases import TABLES
from briefs.spellings import Entry, squash
from briefs.words import DEFAULT_MESSAGE, LANGUAGES, NO_PICTURE, PATH_KEYS, SHAPES, TEXT_KEYS
from shared.brief import Brief
from tests.unit.brief.reading import MINIMAL, accepted, notes_at

# Field of the translation -> a value as it is written, where it ends, and what stands there then.
SAMPLES: dict[str, tuple[Any, str, Any]] = {
    "campaign_name": ("Autumn", "campaign_name", "Autumn"),
    "campaign_id": ("autumn-1", "campaign_name", "autumn-1"),
    "campaign_message": ("Fresh", "campaign_message", "Fresh"),
    "headline": ("Fresh", "campaign_message", "Fresh"),
    "messages": ({"de": "Frisch"}, "messages", {"de": "Frisch"}),
    "products": ([{"name": "Cup"}], "products", [{"name": "Cup"}]),
    "brand": ("Acme", "brand", "Acme"),
    "brand_id": ("acme", "brand", "acme"),
    "brand_colors": (["#123456", "abc"], "brand_colors", ["#123456", "#AABBCC"]),
    **{
        f"{part}_color": ("#123456", "brand_colors", ["#123456"])
        for part in ("primary", "secondary", "tertiary", "accent", "background")
    },
    "logo": ("acme/logo.png", "logo", "acme/logo.png"),
    "call_to_action": ("Shop now", "call_to_action", "Shop now"),
    "target_audience": ("Runners", "target_audience", "Runners"),
    "target_regions": ("EU", "target_regions", ["EU"]),
    "markets": (["EU", "US"], "target_regions", ["EU", "US"]),
    "countries": (["DE"], "target_regions", ["DE"]),
    "formats": (["twitter-card"], "formats", ["twitter-card"]),
    "aspect_ratios": (["9:16"], "formats", ["instagram-story"]),
    "max_cost": ("$12.50", "max_cost", 12.5),
}
PRODUCT_SAMPLES: dict[str, tuple[Any, str, Any]] = {
    "name": ("Cup", "name", "Cup"),
    "product_id": ("cup-1", "name", "cup-1"),
    "description": ("Steel", "description", "Steel"),
    **{
        name: (["light", "blue"], "description", "light, blue")
        for name in ("features", "visual_notes", "prompt_hint", "prompt_keywords", "category", "tagline")
    },
    **{
        name: ("acme/cup.png", "existing_assets", ["acme/cup.png"])
        for name in ("hero_asset", "existing_assets", "assets")
    },
}
PRODUCT_WIDE = {
    "product_message": ("Fresh", "campaign_message", "Fresh"),
    "product_call_to_action": ("Shop now", "call_to_action", "Shop now"),
    "product_audience": ("Runners", "target_audience", "Runners"),
    "product_colors": (["#123456"], "brand_colors", ["#123456"]),
}
# Fields that only steer how others are read.
STEERING = ("language", "locales")


def _spellings(table: str) -> list[tuple[Entry, str]]:
    return [(entry, spelling) for entry in TABLES[table].entries for spelling in entry.spellings]


def _without(*fields: str) -> dict[str, Any]:
    return {key: value for key, value in MINIMAL.items() if key not in fields}


def _dumped(brief: Brief) -> dict[str, Any]:
    return brief.model_dump(mode="json", exclude_defaults=True)


def _variations(spelling: str) -> list[str]:
    words = spelling.split("_")
    camel = words[0] + "".join(word.title() for word in words[1:])
    return [spelling, camel, " ".join(words).title(), "-".join(words).upper(), spelling.replace("color", "colour")]


@pytest.mark.parametrize(
    ("entry", "spelling"), [pair for pair in _spellings("campaign") if pair[0].name not in STEERING]
)
def test_every_spelling_of_a_campaigns_field_is_understood(entry: Entry, spelling: str) -> None:
    value, field, expected = SAMPLES[entry.name]
    assert field == entry.becomes
    for key in _variations(spelling):
        read = accepted({**_without(field), key: value})
        assert _dumped(read.brief)[field] == expected, key
        if key != field:
            assert any(note.pointer.startswith("/" + key) for note in read.notes), (
                f"{key} was translated without a note"
            )


@pytest.mark.parametrize(("place", "table"), list(TABLES["campaign"].sections.items()))
def test_every_spelling_inside_a_section_is_understood(place: str, table: str) -> None:
    for entry, spelling in _spellings(table):
        if entry.name in (*STEERING, "market_message"):
            continue
        value, field, expected = SAMPLES[entry.name]
        read = accepted({**_without(field), place: {spelling: value}})
        assert _dumped(read.brief)[field] == expected, spelling
        assert any(note.pointer.startswith(f"/{place}/{spelling}") for note in read.notes), spelling


@pytest.mark.parametrize(("entry", "spelling"), _spellings("product"))
def test_every_spelling_of_a_products_field_is_understood(entry: Entry, spelling: str) -> None:
    for key in _variations(spelling):
        if entry.name in PRODUCT_WIDE:
            value, field, expected = PRODUCT_WIDE[entry.name]
            read = accepted({**_without(field), "products": [{"name": "Bottle", key: value}]})
            assert _dumped(read.brief)[field] == expected, key
        else:
            value, field, expected = PRODUCT_SAMPLES[entry.name]
            others = {} if field == "name" else {"name": "Bottle"}
            read = accepted({**MINIMAL, "products": [{**others, key: value}]})
            assert _dumped(read.brief)["products"][0][field] == expected, key
        if key != field or entry.name in PRODUCT_WIDE:
            assert notes_at(read, f"/products/0/{key}"), f"{key} was translated without a note"


@pytest.mark.parametrize(("entry", "spelling"), _spellings("market"))
def test_every_spelling_of_a_markets_field_is_understood(entry: Entry, spelling: str) -> None:
    market = {"region": "EU", "locale": "de", "message": "Frisch"}
    same = {"markets": "region", "language": "locale", "market_message": "message"}.get(entry.name)
    if same:
        market[spelling] = market.pop(same)
    read = accepted({**MINIMAL, "markets": [market]})
    assert read.brief.messages == {"de": "Frisch"}
    assert read.brief.target_regions == ("EU",)


@pytest.mark.parametrize("spelling", [s for entry, s in _spellings("campaign") if entry.name == "locales"])
def test_every_spelling_of_the_languages_asked_for_limits_the_messages(spelling: str) -> None:
    read = accepted({**MINIMAL, "messages": {"de": "Frisch", "fr": "Frais"}, spelling: ["fr_FR", "en"]})
    assert read.brief.messages == {"fr": "Frais"}
    assert notes_at(read, "/messages/de")
    assert notes_at(read, f"/{spelling}/1")


@pytest.mark.parametrize("spelling", [s for entry, s in _spellings("campaign") if entry.name == "language"])
def test_every_spelling_of_the_main_language_chooses_the_default_message(spelling: str) -> None:
    read = accepted({**_without("campaign_message"), "messages": {"de": "Frisch", "fr": "Frais"}, spelling: "French"})
    assert read.brief.campaign_message == "Frais"


@pytest.mark.parametrize(("name", "table"), list(TABLES.items()))
def test_no_spelling_means_two_things(name: str, table: Any) -> None:
    squashed = [squash(spelling) for _, spelling in _spellings(name)]
    assert sorted(set(squashed)) == sorted(squashed)
    assert not set(squashed) & {squash(key) for key in table.unused}
    assert set(table.sections.values()) <= set(TABLES)


# Where an object of each table stands in a brief.
PLACES: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "campaign": lambda fields: fields,
    "details": lambda fields: {"content": fields},
    "brand": lambda fields: {"brand": fields},
    "market": lambda fields: {"market": fields},
    "product": lambda fields: {"products": [{"name": "Bottle", **fields}]},
}


@pytest.mark.parametrize("name", list(TABLES))
def test_a_field_that_is_known_to_have_no_effect_says_why(name: str) -> None:
    for key, reason in TABLES[name].unused.items():
        read = accepted({**MINIMAL, **PLACES[name]({key: "x"})})
        assert [note.text for note in read.notes if note.pointer.endswith("/" + key)] == [reason]


@pytest.mark.parametrize("word", NO_PICTURE)
def test_words_for_no_picture_mean_generate(word: str) -> None:
    assert (
        accepted({**MINIMAL, "products": [{"name": "Cup", "image": word.upper()}]}).brief.products[0].existing_assets
        == ()
    )


@pytest.mark.parametrize("key", PATH_KEYS)
def test_every_key_that_holds_a_path_is_understood(key: str) -> None:
    assert accepted({**MINIMAL, "logo": {key: "acme/logo.png"}}).brief.logo == "acme/logo.png"


@pytest.mark.parametrize("key", TEXT_KEYS)
def test_every_key_that_holds_a_text_is_understood(key: str) -> None:
    assert accepted({**MINIMAL, "cta": {key: "Shop now", "link": "x"}}).brief.call_to_action == "Shop now"


@pytest.mark.parametrize("key", DEFAULT_MESSAGE)
def test_every_key_of_the_default_message_is_understood(key: str) -> None:
    read = accepted({**_without("campaign_message"), "messages": {key.title(): "Fresh", "de": "Frisch"}})
    assert (read.brief.campaign_message, read.brief.messages) == ("Fresh", {"de": "Frisch"})


@pytest.mark.parametrize(("word", "tag"), list(LANGUAGES.items()))
def test_every_language_name_is_understood(word: str, tag: str) -> None:
    assert accepted({**MINIMAL, "messages": {word.title(): "x"}}).brief.messages == {tag: "x"}


@pytest.mark.parametrize(("word", "ratio"), list(SHAPES.items()))
def test_every_word_for_a_shape_is_understood(word: str, ratio: str) -> None:
    formats = accepted({**MINIMAL, "aspect_ratios": [word]}).brief.formats
    assert formats
    assert formats == accepted({**MINIMAL, "aspect_ratios": [ratio]}).brief.formats
