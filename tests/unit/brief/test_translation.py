"""How briefs are really written, by what they show: what becomes of it, and what is noted."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.report import MAX_NOTES
from shared.brief import MAX_DESCRIPTION
from shared.formats import DEFAULT_FORMATS
from tests.unit.brief.reading import MINIMAL, accepted, messages_of, notes_at

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
            "subline": "All day",
            "offer": "-20%",
            "disclaimer": "While stocks last.",
            "scene": "on wet stone",
            "style": "warm light",
            "prohibited_words": ["cure"],
            "translations": {
                "de": {
                    "message": "Frisch",
                    "subline": "Den ganzen Tag",
                    "offer": "-20 %",
                    "call_to_action": "Kaufen",
                    "disclaimer": "Solange Vorrat",
                }
            },
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
    assert (brief.brand, brief.logo, messages_of(brief), brief.max_cost) == (None, None, {}, None)


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
    assert notes_at(read, "/brand/tone") == ["joined to the style"]
    assert notes_at(read, "/products") == ["read as a list of one product"]


def test_an_id_stands_in_for_a_missing_name() -> None:
    read = accepted({"campaign_id": "c-1", "campaign_message": "m", "brand_id": "acme", "products": [{"sku": "B-1"}]})
    assert (read.brief.campaign_name, read.brief.brand, read.brief.products[0].name) == ("c-1", "acme", "B-1")
    assert notes_at(read, "/campaign_id") == ["stands in for campaign_name, which is missing"]
    assert notes_at(read, "/products/0/sku") == ["stands in for name, which is missing"]


def test_a_headline_beside_a_message_is_noted_and_not_used() -> None:
    read = accepted({**MINIMAL, "headline": "Big sale"})
    assert read.brief.campaign_message == "Stay cool"
    assert notes_at(read, "/headline") == ["not used: campaign_message is given"]
    without = {key: value for key, value in MINIMAL.items() if key != "campaign_message"}
    two = accepted({**without, "headline": "Big sale", "creative": {"tagline": "Cold"}})
    assert two.brief.campaign_message == "Big sale"
    assert notes_at(two, "/creative/tagline") == ["not used: /headline is the campaign_message"]


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


def test_colours_of_several_palettes_add_up() -> None:
    brief = {**MINIMAL, "creative": {"palette": ["#fff"]}, "brand": {"colors": {"primary": "#000", "text": "#FFFFFF"}}}
    assert accepted(brief).brief.brand_colors == ("#FFFFFF", "#000000")


def test_the_look_of_a_text_is_not_the_campaigns() -> None:
    read = accepted({**MINIMAL, "cta": {"text": "Go", "color": "#000", "size": "L"}})
    assert (read.brief.call_to_action, read.brief.brand_colors) == ("Go", ())
    assert notes_at(read, "/cta/color") == ["not understood: no effect"]


def test_an_unquoted_colour_in_yaml_is_noted_because_it_is_a_comment() -> None:
    text = "campaign_name: n\ncampaign_message: m\nproducts: [p]\nprimary_color: #FF0000\n"
    read = accepted(text, "b.yaml")
    assert read.brief.brand_colors == ()
    assert "in quotes" in notes_at(read, "/primary_color")[0]


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
    assert any("cut to 2000 characters" in text for text in notes_at(read, "/products/0/keywords"))


def test_what_is_cut_off_of_a_joined_text_is_noted_where_it_stands() -> None:
    style = {"mood": "calm", "lighting": "soft " * 120, "angle": "from above", "camera": "35 mm"}
    read = accepted({**MINIMAL, "style": style})
    cut = [note.pointer for note in read.notes if "cut to 500 characters" in note.text]
    assert cut == ["/style/lighting", "/style/angle", "/style/camera"]


def test_a_joined_description_without_spaces_is_cut_anywhere() -> None:
    read = accepted(with_product(description="Steel", visual_notes="\u9577" * 3000))
    assert len(read.brief.products[0].description) == MAX_DESCRIPTION


def test_what_stands_beside_a_text_or_path_in_an_object_is_noted() -> None:
    read = accepted({**MINIMAL, "cta": {"text": "Go", "link": "x"}, "logo": {"path": "a.png", "alt": "A"}})
    assert (read.brief.call_to_action, read.brief.logo) == ("Go", "a.png")
    assert notes_at(read, "/cta/link")[0].startswith("not used")
    assert notes_at(read, "/logo/alt") == ["not understood: no effect"]


def test_an_empty_list_of_formats_leaves_the_choice_to_the_shapes() -> None:
    assert accepted({**MINIMAL, "formats": [], "aspect_ratios": ["1:1"]}).brief.formats == ("instagram-square",)
    assert accepted({**MINIMAL, "formats": []}).brief.formats == DEFAULT_FORMATS


def test_what_every_product_says_alike_of_what_a_campaign_has_once_becomes_the_campaigns() -> None:
    products = [{"name": "A", "audience": "Runners"}, {"name": "B", "audience": "Runners"}]
    read = accepted({**MINIMAL, "products": products})
    assert read.brief.target_audience == "Runners"
    assert "every product says the same: read as the campaign's target_audience" in notes_at(
        read, "/products/0/audience"
    )
    other = accepted({**MINIMAL, "products": [products[0], {"name": "B", "audience": "Hikers"}]})
    assert other.brief.target_audience is None
    assert notes_at(other, "/products/0/audience") == [
        "not used: one target_audience serves the whole campaign (likewise at /products/1/audience)"
    ]


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


def test_the_fields_own_name_goes_before_another_word_for_it() -> None:
    rows = [("title", "/campaign_name"), ("key_message", "/campaign_message"), ("budget", "/max_cost")]
    rows += [("badge", "/offer"), ("brand_name", "/brand"), ("button_text", "/call_to_action")]
    brief = {**MINIMAL, "max_cost": 5, "offer": "-20%", "brand": "Acme", "call_to_action": "Go"}
    read = accepted({**{word: "7" if word == "budget" else "Seven" for word, _ in rows}, **brief})
    for word, own in rows:
        assert notes_at(read, f"/{word}") == [f"not used: {own} is the {own[1:]}"], word
    brief = {**MINIMAL, "products": [{"label": "A1", "name": "Cup"}]}
    assert accepted(brief).brief.products[0].name == "Cup"


def test_a_misspelled_field_is_noted_with_what_it_may_mean() -> None:
    read = accepted({**MINIMAL, "brand_colrs": ["#fff"], "products": [{"name": "A", "descripton": "x"}], "zzz": 1})
    assert notes_at(read, "/brand_colrs") == ["not understood: no effect; did you mean brand_colors?"]
    assert notes_at(read, "/products/0/descripton") == ["not understood: no effect; did you mean description?"]
    assert notes_at(read, "/zzz") == ["not understood: no effect"]


def test_comments_are_one_note() -> None:
    read = accepted({**MINIMAL, "_comment": "x", "products": [{"name": "A", "_why": "y"}], "//": "z"})
    assert [str(note) for note in read.notes] == [
        "/products/0/_why: 3 fields whose name starts with _ or //: read as comments"
    ]


def test_equal_notes_of_a_list_are_one_and_notes_are_bounded() -> None:
    read = accepted({**MINIMAL, "products": [{"name": f"P{n}", "sku": n} for n in range(200)]})
    assert [(n.pointer, n.text) for n in read.notes] == [
        ("/products/0/sku", "not used: name is given (likewise at /products/1-199/sku)")
    ]
    many = accepted({**MINIMAL, **{f"field {n}": n for n in range(1500)}})
    assert len(many.notes) == MAX_NOTES
    assert many.notes[-1].text == "501 more notes left out"


def test_pointers_are_escaped_as_rfc_6901_says() -> None:
    assert notes_at(accepted({**MINIMAL, "a/b~c": 1}), "/a~1b~0c") == ["not understood: no effect"]


def test_notes_stand_in_the_order_of_the_document() -> None:
    read = accepted({"cta": "Go", "title": "n", "zzz": 1, "market": "EU", "message": "m", "products": PRODUCTS})
    assert [note.pointer for note in read.notes] == ["/cta", "/title", "/zzz", "/market", "/message"]


def test_a_background_is_the_scene_where_it_is_something_to_see() -> None:
    for fields in ({"background": "a marble table"}, {"visual_direction": {"background": "a marble table"}}):
        assert accepted({**MINIMAL, **fields}).brief.scene == "a marble table", fields
    story = "Our company was founded in 1990 and we want to reach young people"
    for other in ({"background": story}, {"context": {"background": "Sales dropped"}}, {"background": "#FFFFFF"}):
        read = accepted({**MINIMAL, **other})
        assert read.brief.scene is None, other
        assert read.notes[0].text.startswith("not used"), other
