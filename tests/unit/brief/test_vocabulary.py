"""Every word of the vocabulary, by going through its tables: none can be added untested. A failure names the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from briefs import vocabulary
from briefs.languages import locale_of
from briefs.words import Kind, _find, lookup, squash
from tests.unit.brief.reading import MINIMAL, accepted, messages_of, notes_at

# Meaning -> a value as it is written, the field of the canonical brief (or of its product) where it ends, and how.
CAMPAIGN: dict[str, tuple[Any, str, Any]] = {
    "campaign_name": ("Autumn", "campaign_name", "Autumn"),
    "message": ("Fresh", "campaign_message", "Fresh"),
    "subline": ("All day", "subline", "All day"),
    "offer": ("-20%", "offer", "-20%"),
    "call_to_action": ("Shop now", "call_to_action", "Shop now"),
    "disclaimer": ("Terms apply", "disclaimer", "Terms apply"),
    "scene": (["ice", "snow"], "scene", "ice, snow"),
    "style": ("bold", "style", "bold"),
    "brand": ("Acme", "brand", "Acme"),
    "brand_colors": ("#123456", "brand_colors", ["#123456"]),
    "typeface": ("Inter", "typeface", "inter"),
    "logo": ("acme/logo.png", "logo", "acme/logo.png"),
    "target_audience": ("Runners", "target_audience", "Runners"),
    "target_regions": ("EU", "target_regions", ["EU"]),
    "by_market": ({"EU": {"note": 1}}, "target_regions", ["EU"]),
    "prohibited_words": (["cure"], "prohibited_words", ["cure"]),
    "formats": (["Twitter Card"], "formats", ["twitter-card"]),
    "max_cost": ("$12.50", "max_cost", 12.5),
    "translations": (
        {"de": {"message": "Frisch"}},
        "translations",
        {"de": {"message": "Frisch"}},
    ),
    "products": ([{"name": "Cup"}], "products", [{"name": "Cup"}]),
    "campaign": ({"name": "Autumn"}, "campaign_name", "Autumn"),
    "section": ({"message": "Fresh"}, "campaign_message", "Fresh"),
    "existing_assets": ("acme/a.png", "products", [{"name": "Bottle", "existing_assets": ["acme/a.png"]}]),
}
PRODUCT: dict[str, tuple[Any, str, Any]] = {
    "name": ("Cup", "name", "Cup"),
    "description": (["light", "blue"], "description", "light, blue"),
    "existing_assets": ("acme/cup.png", "existing_assets", ["acme/cup.png"]),
    "variants": ([{"image": "acme/cup.png"}], "existing_assets", ["acme/cup.png"]),
    "message": ("Fresh", "message", "Fresh"),
    **{name: CAMPAIGN[name] for name in ("subline", "offer", "call_to_action", "disclaimer")},
}
STEERING = {"language", "locales", "currency", "by_network"}
# Where an object of each kind stands in a brief.
PLACES: dict[Kind, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "campaign": lambda fields: fields,
    "brand": lambda fields: {"brand": fields},
    "market": lambda fields: {"market": fields},
    "product": lambda fields: {"products": [fields]},
}


def words(*tables: vocabulary.Words) -> Iterator[tuple[str, str]]:
    for table in tables:
        for meaning, ranks in table.items():
            yield from ((meaning, word) for rank in ranks for word in rank.split())


def variations(word: str) -> list[str]:
    parts = word.split("_")
    camel = parts[0] + "".join(part.title() for part in parts[1:])
    return [word, camel, " ".join(parts).title(), "-".join(parts).upper(), word.replace("color", "colour")]


def without(*fields: str) -> dict[str, Any]:
    return {key: value for key, value in MINIMAL.items() if key not in fields}


def dumped(brief: object) -> dict[str, Any]:
    found = accepted(brief).brief.model_dump(mode="json", exclude_defaults=True)
    return found if isinstance(found, dict) else {}


def test_every_word_of_the_campaign_is_understood_in_any_case_and_in_any_section() -> None:
    tables = (vocabulary.EVERYWHERE, vocabulary.WITHIN["campaign"], vocabulary.OWN["campaign"])
    for meaning, word in words(*tables):
        if meaning in STEERING or meaning == "description":
            continue  # a bare description is that of the one product of a flat brief
        value, field, expected = CAMPAIGN[meaning]
        rest = without(field) if meaning != "existing_assets" else MINIMAL
        if word.endswith("folder"):
            continue  # a folder ends in a slash: see the words of a product
        for key in variations(word):
            assert dumped({**rest, key: value})[field] == expected, (meaning, key)
        nested = {**rest, "stuff": {"more": {word: value}}}
        if meaning not in ("campaign_name", "products", "campaign") and (meaning, word) not in words(*tables[2:]):
            assert dumped(nested)[field] == expected, (meaning, word, "in a section")


def test_every_word_of_a_brand_is_understood() -> None:
    for meaning, word in words(vocabulary.OWN["brand"], vocabulary.WITHIN["brand"]):
        value, field, expected = CAMPAIGN[meaning]
        assert dumped({**without(field), "brand": {word: value}})[field] == expected, (meaning, word)


def test_every_word_of_a_market_is_understood() -> None:
    for meaning, word in words(vocabulary.OWN["market"]):
        value, field, expected = CAMPAIGN[meaning]
        assert dumped({**MINIMAL, "markets": [{word: value}]})[field] == expected, (meaning, word)


def test_every_word_of_a_product_is_understood() -> None:
    texts = {meaning: vocabulary.EVERYWHERE[meaning] for meaning in PRODUCT if meaning in vocabulary.EVERYWHERE}
    seen = {"description": [*vocabulary.EVERYWHERE["scene"], *vocabulary.EVERYWHERE["style"]]}
    for meaning, word in words(vocabulary.WITHIN["product"], vocabulary.OWN["product"], texts, seen):
        if meaning not in PRODUCT or meaning in STEERING:
            continue
        known = lookup(word, "product", True)
        value, field, expected = PRODUCT[known.meaning if known else meaning]
        others = {} if field == "name" else {"name": "Bottle"}
        product = dumped({**MINIMAL, "products": [{**others, word: value}]})["products"][0]
        folder = field == "existing_assets" and word in vocabulary.WITHIN["product"]["existing_assets"][4].split()
        assert product[field] == (["acme/cup.png/"] if folder else expected), (meaning, word)


def test_what_stands_before_or_behind_a_word_is_taken_off() -> None:
    for key in ("campaign_headline", "Ad Copy", "message_text", "HeadlineText", "brand_message", "headline_1"):
        assert dumped({**without("campaign_message"), key: "Fresh"})["campaign_message"] == "Fresh", key
    for key in ("headline_de", "Headline (German)", "headlineDE", "de_headline", "message_de"):
        assert messages_of(accepted({**MINIMAL, key: "Frisch"}).brief) == {"de": "Frisch"}, key
    for ending in vocabulary.LANGUAGE_ENDINGS:
        for key in (f"message_{ending}", f"{ending}_messages"):
            assert messages_of(accepted({**MINIMAL, key: {"de": "Frisch"}}).brief) == {"de": "Frisch"}, key
    for ending in vocabulary.PATH_ENDINGS:
        assert dumped({**MINIMAL, f"logo_{ending}": "acme/logo.png"})["logo"] == "acme/logo.png", ending
    for before in vocabulary.MODIFIERS:
        assert dumped({**MINIMAL, f"{before}_audience": "Runners"})["target_audience"] == "Runners", before


def test_a_word_that_is_known_to_have_no_effect_says_why() -> None:
    for reason, spellings in vocabulary.UNUSED.items():
        for word in spellings.split():
            for kind, place in PLACES.items():
                read = accepted(
                    {**MINIMAL, **place({"name": "Bottle", word: "x"} if kind == "product" else {word: "x"})}
                )
                assert reason in [note.text for note in read.notes], (word, kind)


def test_sections_about_something_else_have_no_effect() -> None:
    for word in vocabulary.FOREIGN.split():
        read = accepted({**MINIMAL, word: {"name": "Jo", "message": "Call me", "budget": 5}})
        assert read.brief.max_cost is None, word
        assert notes_at(read, f"/{word}") == ["not understood: no effect"], word


def test_no_word_means_two_things_in_one_place() -> None:
    unused = [squash(word) for spellings in vocabulary.UNUSED.values() for word in spellings.split()]
    foreign = [squash(word) for word in vocabulary.FOREIGN.split()]
    tables = [vocabulary.EVERYWHERE, *vocabulary.WITHIN.values(), *vocabulary.OWN.values()]
    for table in tables:
        known = [squash(word) for _, word in words(table)]
        assert sorted(set(known)) == sorted(known), {word for word in known if known.count(word) > 1}
    everywhere = [squash(word) for _, word in words(vocabulary.EVERYWHERE)]
    assert set(everywhere) & {*unused, *foreign} == set()
    assert len({*unused, *foreign}) == len(unused + foreign)


def test_every_word_for_nothing_is_nothing_and_noted() -> None:
    for word in (*vocabulary.NOTHING, "-", "--", "\u2014", "..."):
        for said in {word, word.upper()}:
            read = accepted({**MINIMAL, "cta": said, "products": [{"name": "Cup", "image": said}]})
            assert (read.brief.call_to_action, read.brief.products[0].existing_assets) == (None, ()), said
            assert notes_at(read, "/cta") == [f'"{said}" is read as nothing'], said
    for word in vocabulary.NO_PICTURE:
        product = {"name": "Cup", "image": word.upper()}
        assert accepted({**MINIMAL, "products": [product]}).brief.products[0].existing_assets == (), word


def test_every_key_that_holds_a_text_a_path_or_a_colour_is_understood() -> None:
    for key in vocabulary.TEXT_KEYS:
        assert dumped({**MINIMAL, "cta": {key: "Shop now", "icon": "x"}})["call_to_action"] == "Shop now", key
        read = accepted({**without("campaign_message"), "messages": {key.title(): "Fresh", "de": "Frisch"}})
        assert (read.brief.campaign_message, messages_of(read.brief)) == ("Fresh", {"de": "Frisch"}), key
    for key in vocabulary.PATH_KEYS:
        assert dumped({**MINIMAL, "logo": {key: "acme/logo.png"}})["logo"] == "acme/logo.png", key
    for key in vocabulary.COLOR_KEYS:
        assert dumped({**MINIMAL, "palette": [{"name": "sea", key: "#123456"}]})["brand_colors"] == ["#123456"], key
    for key in vocabulary.AMOUNT_KEYS:
        assert dumped({**MINIMAL, "budget": {key: 5}})["max_cost"] == 5, key


def test_languages_are_understood_by_code_by_name_and_by_the_usual_slips() -> None:
    rows = {
        "de": ("German", "Deutsch", "allemand", "ger", "DE"),
        "de-DE": ("de_DE", "DE-de", "german (de-DE)", "de DE"),
        "fr": ("French", "Fran\u00e7ais", "francais", "fra"),
        "fr-CA": ("fr_CA", "Canadian French", "French (Canada)"),
        "ja": ("jp", "Japanese", "\u65e5\u672c\u8a9e", "JA"),
        "pt-BR": ("pt_br", "Portuguese (Brazil)", "Brazilian Portuguese"),
        "en-US": ("en_us", "English (US)", "American English"),
        "hi": ("Hindi", "\u0939\u093f\u0928\u094d\u0926\u0940"),
        "zh-Hant": ("zh_hant", "Traditional Chinese", "\u7e41\u9ad4\u4e2d\u6587"),
        "es-419": ("es_419", "Latin American Spanish"),
        "mn-Mong": ("mn-mong",),
        "uk": ("Ukrainian", "ua", "uk"),
    }
    for tag, spellings in rows.items():
        for written in spellings:
            assert locale_of(written) == tag, written
    for word in ("US", "UK", "EMEA", "headline", "web", "Klingonese!", "de-", "", "x" * 50, "social"):
        assert locale_of(word) is None, word


def test_every_word_for_a_shape_is_understood() -> None:
    for word, ratio in vocabulary.SHAPES.items():
        formats = accepted({**MINIMAL, "aspect_ratios": [word]}).brief.formats
        assert formats == accepted({**MINIMAL, "aspect_ratios": [ratio]}).brief.formats, word


def test_the_languages_asked_for_limit_those_made_and_the_main_language_chooses_the_default() -> None:
    for _, word in words({"locales": vocabulary.EVERYWHERE["locales"]}):
        read = accepted({**MINIMAL, "messages": {"de": "Frisch", "fr": "Frais"}, word: ["fr_FR", "it"]})
        assert messages_of(read.brief) == {"fr": "Frais"}, word
        assert notes_at(read, "/messages/de"), word
        assert notes_at(read, f"/{word}/1"), word
    for _, word in words({"language": vocabulary.EVERYWHERE["language"]}):
        brief = {**without("campaign_message"), "messages": {"de": "Frisch", "fr": "Frais"}, word: "French"}
        assert accepted(brief).brief.campaign_message == "Frais", word


def test_a_name_of_many_prefixes_and_endings_is_looked_up_in_few_steps() -> None:
    _find.cache_clear()
    assert lookup("ad" * 14 + "z" + "key" * 9, "campaign", True) is None
    assert _find.cache_info().misses < 500


def test_a_plural_in_ies_is_that_of_a_word_in_y() -> None:
    for word in ("countries", "target_countries", "territories", "cities"):
        assert accepted({**MINIMAL, word: ["DE"]}).brief.target_regions == ("DE",), word
    brief = {**MINIMAL, "products": [{"name": "Cup", "categories": ["Drinks", "Gifts"]}]}
    assert accepted(brief).brief.products[0].description == "Drinks, Gifts"
