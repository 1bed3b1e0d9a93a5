"""How briefs are really written, by what they show: what becomes of it, and what is noted."""

from __future__ import annotations

from typing import Any

import pytest

from shared.brief import MAX_DESCRIPTION
from shared.formats import DEFAULT_FORMATS
from tests.unit.brief.reading import MINIMAL, accepted, notes_at

PRODUCTS = [{"name": "Bottle"}]


def with_product(**fields: Any) -> dict[str, Any]:
    return {**MINIMAL, "products": [{"name": "Bottle", **fields}]}


def test_a_canonical_brief_is_read_without_any_note() -> None:
    read = accepted(
        {
            "$schema": "../schemas/brief.schema.json",
            **MINIMAL,
            "products": [{"name": "Bottle", "description": "Steel", "existing_assets": "acme/bottle/"}],
            "brand": "Acme",
            "brand_colors": ["#0057B8"],
            "logo": "acme/logo.png",
            "call_to_action": "Shop now",
            "target_audience": "Runners",
            "target_regions": ["EU"],
            "messages": {"de": "Frisch"},
            "formats": ["twitter-card"],
            "max_cost": 12.5,
        }
    )
    assert read.notes == ()
    assert read.brief.products[0].existing_assets == ("acme/bottle/",)
    assert read.brief.model_dump(mode="json")["max_cost"] == 12.5


def test_a_brief_of_names_only_gets_every_default() -> None:
    brief = accepted({**MINIMAL, "products": ["Bottle", "Cup"]}).brief
    assert [p.name for p in brief.products] == ["Bottle", "Cup"]
    assert brief.formats == DEFAULT_FORMATS
    assert (brief.brand, brief.logo, brief.messages, brief.max_cost) == (None, None, {}, None)


def test_nested_campaign_and_brand_are_unfolded() -> None:
    read = accepted(
        """
brand: {id: acme, name: Acme, logo: assets/logo.png, palette: ["#FF5733", "#1A1A1A"], tone: bold}
campaign:
  name: Summer
  message: Stay cool
  target_region: Mexico
  requirements: {aspect_ratios: ["1:1"]}
products: {name: Bottle, hero_asset: assets/bottle.jpg}
""",
        "brief.yaml",
    )
    brief = read.brief
    assert (brief.campaign_name, brief.campaign_message, brief.brand) == ("Summer", "Stay cool", "Acme")
    assert (brief.brand_colors, brief.logo) == (("#FF5733", "#1A1A1A"), "assets/logo.png")
    assert (brief.target_regions, brief.formats) == (("Mexico",), ("instagram-square",))
    assert brief.products[0].existing_assets == ("assets/bottle.jpg",)
    assert notes_at(read, "/campaign/name") == ["read as campaign_name"]
    assert notes_at(read, "/brand/id") == ["not used: brand is given"]
    assert notes_at(read, "/brand/tone") == ["not understood: no effect"]
    assert notes_at(read, "/products") == ["read as a list of one product"]


def test_an_id_stands_in_for_a_missing_name() -> None:
    read = accepted({"campaign_id": "c-1", "campaign_message": "m", "brand_id": "acme", "products": [{"sku": "B-1"}]})
    assert (read.brief.campaign_name, read.brief.brand, read.brief.products[0].name) == ("c-1", "acme", "B-1")
    assert notes_at(read, "/campaign_id") == ["stands in for campaign_name, which is missing"]
    assert notes_at(read, "/products/0/sku") == ["stands in for the product's name, which is missing"]


def test_a_headline_beside_a_message_is_noted_and_not_used() -> None:
    read = accepted({**MINIMAL, "headline": "Big sale"})
    assert read.brief.campaign_message == "Stay cool"
    assert notes_at(read, "/headline") == ["not used: campaign_message is given"]


@pytest.mark.parametrize(
    "colors",
    [
        ["#0057B8", "fd0"],
        "#0057b8, #FFDD00",
        {"primary": "#0057B8", "secondary": "#FFDD00"},
        [{"name": "blue", "hex": "#0057B8"}, {"name": "yellow", "hex": "ffdd00"}],
    ],
)
def test_colours_are_read_however_they_are_listed(colors: Any) -> None:
    assert accepted({**MINIMAL, "brand": {"colours": colors}}).brief.brand_colors == ("#0057B8", "#FFDD00")


def test_single_colours_are_gathered_with_the_primary_one_first() -> None:
    brand = {"accent_color": "#333", "secondary_colour": "222222", "primary_color": "#111", "colors": ["#999", "#111"]}
    assert accepted({**MINIMAL, "brand": brand}).brief.brand_colors == ("#111111", "#999999", "#222222", "#333333")


def test_an_unquoted_colour_in_yaml_is_noted_because_it_is_a_comment() -> None:
    text = "campaign_name: n\ncampaign_message: m\nproducts: [p]\nprimary_color: #FF0000\n"
    read = accepted(text, "b.yaml")
    assert read.brief.brand_colors == ()
    assert "in quotes" in notes_at(read, "/primary_color")[0]


@pytest.mark.parametrize("empty", [None, "", [], "none", {}])
def test_a_product_without_a_picture_is_generated(empty: Any) -> None:
    assert accepted(with_product(image=empty)).brief.products[0].existing_assets == ()


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("brand/product/product.png", "brand/product/product.png"),
        ("brand/product/", "brand/product/"),
        ("/existing-assets/brand/a.png", "brand/a.png"),
        ("existing-assets//brand/./a.png", "brand/a.png"),
        ("s3://bucket/existing-assets/brand/a.png", "brand/a.png"),
        ("brand\\a.png", "brand/a.png"),
        ("assets/hero.jpg", "assets/hero.jpg"),
        ("./a b\u00fc.png", "a b\u00fc.png"),
    ],
)
def test_paths_end_below_existing_assets(written: str, path: str) -> None:
    read = accepted(with_product(existing_assets=written))
    assert read.brief.products[0].existing_assets == (path,)
    assert bool(read.notes) == (written != path)


@pytest.mark.parametrize(
    "written", ["dropbox:/x/a.png", "https://cdn.example/a.png", "s3://bucket/other/a.png", "C:\\a.png", "~/a.png"]
)
def test_a_picture_from_elsewhere_is_noted_and_generated(written: str) -> None:
    read = accepted({**with_product(image=written), "logo": written})
    assert (read.brief.products[0].existing_assets, read.brief.logo) == ((), None)
    assert "not below existing-assets/: the picture will be generated" in notes_at(read, "/products/0/image")
    assert "not below existing-assets/: no logo will be drawn" in notes_at(read, "/logo")


def test_pictures_are_gathered_in_order_of_preference() -> None:
    read = accepted(with_product(assets=[{"path": "c.png"}, "a.png"], hero_image="a.png", image=["b.png"]))
    assert read.brief.products[0].existing_assets == ("a.png", "b.png", "c.png")


def test_only_the_first_logo_is_used_and_the_others_are_noted() -> None:
    read = accepted({**MINIMAL, "logo": ["a.png", "b.png"]})
    assert read.brief.logo == "a.png"
    assert notes_at(read, "/logo/1") == ["not used: one logo serves the whole campaign"]


def test_what_people_write_beside_the_description_is_joined_to_it() -> None:
    read = accepted(
        with_product(
            category="home_fragrance", description="Steel.", features=["light", "blue"], visual_notes="On ice!"
        )
    )
    assert read.brief.products[0].description == "Steel. light, blue. On ice! home fragrance."
    assert notes_at(read, "/products/0/features") == ["joined to the description"]


def test_a_joined_description_is_cut_at_a_word() -> None:
    read = accepted(with_product(description="Steel", keywords=["word"] * 600))
    description = read.brief.products[0].description
    assert MAX_DESCRIPTION - 10 < len(description) <= MAX_DESCRIPTION
    assert description.endswith("word,")
    assert any("cut to 2000 characters" in text for text in notes_at(read, "/products/0/description"))


def test_a_joined_description_without_spaces_is_cut_anywhere() -> None:
    read = accepted(with_product(description="Steel", visual_notes="\u9577" * 3000))
    assert len(read.brief.products[0].description) == MAX_DESCRIPTION


def test_what_stands_beside_a_text_or_path_in_an_object_is_noted() -> None:
    read = accepted({**MINIMAL, "cta": {"text": "Go", "link": "x"}, "logo": {"path": "a.png", "alt": "A"}})
    assert (read.brief.call_to_action, read.brief.logo) == ("Go", "a.png")
    assert notes_at(read, "/cta/link") == notes_at(read, "/logo/alt") == ["not understood: no effect"]


def test_an_empty_list_of_formats_leaves_the_choice_to_the_shapes() -> None:
    assert accepted({**MINIMAL, "formats": [], "aspect_ratios": ["1:1"]}).brief.formats == ("instagram-square",)
    assert accepted({**MINIMAL, "formats": []}).brief.formats == DEFAULT_FORMATS


def test_a_products_own_message_is_noted_where_products_differ() -> None:
    products = [{"name": "A", "message": "One", "cta": "Buy"}, {"name": "B", "message": "Two"}]
    read = accepted({**MINIMAL, "products": products})
    assert (read.brief.campaign_message, read.brief.call_to_action) == ("Stay cool", None)
    assert notes_at(read, "/products/0/message") == [
        "not used: one campaign_message serves the whole campaign (likewise in 1 more place)"
    ]
    assert notes_at(read, "/products/0/cta") == ["not used: one call_to_action serves the whole campaign"]


def test_what_every_product_says_alike_becomes_the_campaigns() -> None:
    products = [{"name": "A", "message": "One"}, {"name": "B", "message": "One"}]
    read = accepted({"campaign_name": "n", "products": products})
    assert read.brief.campaign_message == "One"
    assert notes_at(read, "/products/0/message") == [
        "every product says the same: read as the campaign's campaign_message"
    ]


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
    assert accepted({**MINIMAL, **messages}).brief.messages == {"de-DE": "Frisch", "fr": "Frais"}


def test_a_message_by_language_has_a_default() -> None:
    brief = {"campaign_name": "n", "products": PRODUCTS}
    first = accepted({**brief, "campaign_message": {"en": "Fresh", "de": "Frisch"}})
    assert (first.brief.campaign_message, first.brief.messages) == ("Fresh", {"en": "Fresh", "de": "Frisch"})
    assert any("default" in text for text in notes_at(first, "/campaign_message/en"))
    stated = accepted({**brief, "campaign_message": {"default": "Cool", "de": "Frisch"}})
    assert (stated.brief.campaign_message, stated.brief.messages) == ("Cool", {"de": "Frisch"})
    main = accepted({**brief, "messages": {"en": "Fresh", "de": "Frisch"}, "language": "de-DE"})
    assert main.brief.campaign_message == "Frisch"


def test_markets_give_regions_and_messages() -> None:
    markets = [
        {"region": "US", "locale": "en_US", "campaign_message": "Save", "prohibited_words": ["cure"]},
        {"region": "DE", "locale": "de_DE", "campaign_message": "Sparen"},
    ]
    read = accepted({"campaign_name": "n", "products": PRODUCTS, "markets": markets})
    assert (read.brief.campaign_message, read.brief.messages) == ("Save", {"en-US": "Save", "de-DE": "Sparen"})
    assert read.brief.target_regions == ("US", "DE")
    assert notes_at(read, "/markets/0/prohibited_words") == ["not understood: no effect"]


def test_regions_markets_and_countries_come_together() -> None:
    brief = {**MINIMAL, "target_region": "LATAM", "markets": ["US"], "market": {"region": "NA", "country": "CA"}}
    assert accepted(brief).brief.target_regions == ("LATAM", "US", "NA", "CA")


def test_languages_without_a_text_are_noted() -> None:
    read = accepted({**MINIMAL, "language": "en", "locales": ["en", "ja"]})
    assert read.brief.messages == {}
    assert notes_at(read, "/locales/0") == []
    assert notes_at(read, "/locales/1") == ["no message in ja is given: no pictures of its own for ja"]


def test_messages_beyond_the_languages_asked_for_are_left_out_with_a_note() -> None:
    texts = {"en": "Fresh", "es": "Fresco", "pt": "Fresco", "de": None}
    read = accepted({**MINIMAL, "campaign_message_localized": texts, "output_locales": "en, es"})
    assert read.brief.messages == {"en": "Fresh", "es": "Fresco"}
    assert notes_at(read, "/campaign_message_localized/pt") == ["left out: pt is not among the languages asked for"]
    assert notes_at(read, "/campaign_message_localized/de") == ["no text: no pictures in de"]


@pytest.mark.parametrize(
    ("ratios", "names"),
    [
        (["1:1", "9:16"], {"instagram-square", "instagram-story"}),
        ("1x1, 9x16", {"instagram-square", "instagram-story"}),
        ([{"name": "instagram_square", "width": 1080, "height": 1080}], {"instagram-square"}),
        ([{"name": "facebook_feed", "width": 1200, "height": 628}], {"facebook-feed"}),
        ([{"name": "my own", "width": 1080, "height": 1920}], {"instagram-story"}),
        ([{"ratio": "1:1"}], {"instagram-square"}),
        ({"1:1": True, "9:16": False}, {"instagram-square"}),
        (["1200x627"], {"linkedin-post"}),
        (["1:1 (feed)", "Instagram Story"], {"instagram-square", "instagram-story"}),
        (["default"], set(DEFAULT_FORMATS)),
    ],
)
def test_shapes_become_the_formats_that_have_them(ratios: Any, names: set[str]) -> None:
    read = accepted({**MINIMAL, "aspect_ratios": ratios})
    assert set(read.brief.formats) == names
    assert notes_at(read, "/aspect_ratios")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("16:9", {"twitter-card"}),
        ("1.91:1", {"facebook-feed", "linkedin-post"}),
        ("1.91 : 1", {"facebook-feed", "linkedin-post"}),
        ("4:5", {"instagram-portrait"}),
        ("2:3", {"pinterest-pin"}),
        ("1280x720", {"youtube-thumbnail"}),
        ("youtube", {"youtube-thumbnail"}),
        ("pin", {"pinterest-pin"}),
        ("instagram", {"instagram-square", "instagram-story"}),
    ],
)
def test_a_ratio_means_the_usual_formats_that_have_it_and_others_only_where_none_does(
    written: str, names: set[str]
) -> None:
    assert set(accepted({**MINIMAL, "aspect_ratios": [written]}).brief.formats) == names


def test_a_shape_that_no_format_has_is_left_out_with_a_note() -> None:
    read = accepted({**MINIMAL, "aspect_ratios": ["1:1", "3:7", "0:0"]})
    assert read.brief.formats == ("instagram-square",)
    assert notes_at(read, "/aspect_ratios/1")
    nothing_left = accepted({**MINIMAL, "output_formats": ["png"]})
    assert nothing_left.brief.formats == DEFAULT_FORMATS
    assert "default formats" in notes_at(nothing_left, "/output_formats")[0]


def test_formats_by_name_come_before_shapes() -> None:
    read = accepted({**MINIMAL, "formats": "Twitter Card, linkedin", "aspect_ratios": ["1:1"]})
    assert read.brief.formats == ("twitter-card", "linkedin-post")
    assert notes_at(read, "/aspect_ratios") == ["not used: formats is given"]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (12.5, 12.5),
        ("$12.50", 12.5),
        ("12.50 USD", 12.5),
        ("USD 1,200", 1200),
        ("1,200 dollars", 1200),
        ({"amount": 5, "currency": "USD"}, 5),
        ({"value": "$5"}, 5),
        (0, 0),
        (None, None),
    ],
)
def test_amounts_are_read_as_people_write_them(written: Any, amount: float | None) -> None:
    assert accepted({**MINIMAL, "budget": written}).brief.model_dump(mode="json")["max_cost"] == amount


def test_audiences_of_several_parts_become_one_text() -> None:
    audience = {"age": "18-25", "interests": ["fitness", "outdoor"], "_why": "x"}
    assert accepted({**MINIMAL, "target_audience": audience}).brief.target_audience == (
        "age: 18-25; interests: fitness, outdoor"
    )


def test_a_name_stands_on_one_line_and_a_message_keeps_its_lines() -> None:
    brief = accepted({**MINIMAL, "campaign_name": "Summer\r\n  sale ", "campaign_message": " One\r\nTwo "}).brief
    assert (brief.campaign_name, brief.campaign_message) == ("Summer sale", "One\nTwo")


def test_the_same_value_in_two_places_is_no_conflict() -> None:
    assert accepted({**MINIMAL, "message": "Stay cool", "name": "Summer"}).brief.campaign_message == "Stay cool"


def test_a_misspelled_field_is_noted_with_what_it_may_mean() -> None:
    read = accepted({**MINIMAL, "brand_colrs": ["#fff"], "products": [{"name": "A", "descripton": "x"}], "zzz": 1})
    assert notes_at(read, "/brand_colrs") == ["not understood: no effect; did you mean brand_colors?"]
    assert notes_at(read, "/products/0/descripton") == ["not understood: no effect; did you mean description?"]
    assert notes_at(read, "/zzz") == ["not understood: no effect"]


def test_comments_are_one_note() -> None:
    read = accepted({**MINIMAL, "_comment": "x", "products": [{"name": "A", "_why": "y"}], "//": "z"})
    assert [str(note) for note in read.notes] == [
        "/_comment: 3 fields whose name starts with _ or //: read as comments"
    ]


def test_equal_notes_of_a_list_are_one_and_notes_are_bounded() -> None:
    read = accepted({**MINIMAL, "products": [{"name": f"P{n}", "sku": n} for n in range(200)]})
    assert [(n.pointer, n.text) for n in read.notes] == [
        ("/products/0/sku", "no effect: products have ids of their own (likewise in 199 more places)")
    ]
    many = accepted({**MINIMAL, **{f"field {n}": n for n in range(500)}})
    assert len(many.notes) == 100
    assert many.notes[-1].text == "401 more notes of this kind left out"


def test_pointers_are_escaped_as_rfc_6901_says() -> None:
    assert notes_at(accepted({**MINIMAL, "a/b~c": 1}), "/a~1b~0c") == ["not understood: no effect"]


def test_notes_stand_in_the_order_of_the_document() -> None:
    read = accepted({"cta": "Go", "title": "n", "zzz": 1, "market": "EU", "message": "m", "products": PRODUCTS})
    assert [note.pointer for note in read.notes] == ["/cta", "/title", "/zzz", "/market", "/message"]
