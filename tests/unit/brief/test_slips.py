"""Slips that people make in briefs, one row for each kind: what is made of it, and what is said about it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.brief.reading import MINIMAL, accepted, notes_at, only_problem, problems

NAMED: dict[str, Any] = {"campaign_name": "Summer", "products": ["Bottle"]}
ORIGINAL = {"original": "Stay cool", "translations": {"de": "Bleib cool"}}


def canonical(fields: dict[str, Any]) -> dict[str, Any]:
    found = accepted(fields).brief.model_dump(mode="json", exclude_defaults=True)
    return found if isinstance(found, dict) else {}


def of_product(**fields: Any) -> dict[str, Any]:
    return {**MINIMAL, "products": [{"name": "Cup", **fields}]}


@pytest.mark.parametrize(
    ("brief", "field", "expected"),
    [
        ({**NAMED, "message": ORIGINAL}, "campaign_message", "Stay cool"),
        ({**NAMED, "message": ORIGINAL}, "translations", {"de": {"message": "Bleib cool"}}),
        (
            {**MINIMAL, "cta": {"original": "Go", "translations": {"de": "Los"}}},
            "translations",
            {"de": {"call_to_action": "Los"}},
        ),
        ({**MINIMAL, "disclaimer": {"short": "18+", "long": "Only for adults."}}, "disclaimer", "18+"),
        ({**MINIMAL, "legal": {"required_text": "Terms apply"}}, "disclaimer", "Terms apply"),
        (
            {**MINIMAL, "products": "Mug (large, blue), Cup"},
            "products",
            [{"name": "Mug (large, blue)"}, {"name": "Cup"}],
        ),
        ({**MINIMAL, "products": "- Scarf\n- Hat\n"}, "products", [{"name": "Scarf"}, {"name": "Hat"}]),
        ({**MINIMAL, "region": "DE", "state": "draft"}, "target_regions", ["DE"]),
        (
            {**MINIMAL, "formats": {"instagram": ["1:1"], "facebook": True}},
            "formats",
            ["instagram-square", "facebook-feed"],
        ),
        (
            {**MINIMAL, "formats": {"instagram": {"feed": "1:1", "reel": "9:16"}}},
            "formats",
            ["instagram-square", "instagram-story"],
        ),
        ({**MINIMAL, "offer": {"headline": "-20%", "code": "X20"}}, "offer", "-20%"),
        ({**MINIMAL, "logo": {"primary": "a/logo.png", "white": "a/white.png"}}, "logo", "a/logo.png"),
        (
            of_product(description={"text": "steel", "color": "red"}),
            "products",
            [{"name": "Cup", "description": "steel. red."}],
        ),
        ({**MINIMAL, "key_visual": "a bottle on wet stone at dusk"}, "scene", "a bottle on wet stone at dusk"),
        ({**MINIMAL, "scene": {"en": "a pier", "de": "ein Steg"}}, "scene", "a pier"),
        ({**MINIMAL, "brand": {"primary_hex": "#0057B8"}}, "brand_colors", ["#0057B8"]),
        ({**MINIMAL, "budget": "about 20"}, "max_cost", 20),
        ({**MINIMAL, "budget": "USD 5k"}, "max_cost", 5000),
        ({**MINIMAL, "budget": "~ $20 max"}, "max_cost", 20),
        (
            of_product(variants={"red": "r.png", "blue": "b.png"}),
            "products",
            [{"name": "Cup", "existing_assets": ["r.png"]}],
        ),
        (of_product(info={"description": "steel"}), "products", [{"name": "Cup", "description": "steel"}]),
        (of_product(description={"en": "steel", "de": "Stahl"}), "products", [{"name": "Cup", "description": "steel"}]),
        (of_product(image="photo to follow"), "products", [{"name": "Cup"}]),
        (of_product(image=["clip.mp4", "a.png"]), "products", [{"name": "Cup", "existing_assets": ["a.png"]}]),
        (of_product(image="\\\\server\\share\\a.png"), "products", [{"name": "Cup"}]),
        ({**MINIMAL, "products": ["Cup", "Mug", "cup"]}, "products", [{"name": "Cup"}, {"name": "Mug"}]),
    ],
)
def test_a_slip_is_read_as_it_was_meant(brief: dict[str, Any], field: str, expected: Any) -> None:
    assert canonical(brief)[field] == expected


@pytest.mark.parametrize(
    ("brief", "pointer", "said"),
    [
        ({**MINIMAL, "disclaimer": {"short": "18+", "long": "Adults."}}, "/disclaimer/long", "not used"),
        ({**MINIMAL, "cta": "SHOP_NOW"}, "/cta", "placeholder"),
        ({**MINIMAL, "cta": "[CTA HERE]"}, "/cta", "placeholder"),
        ({**MINIMAL, "offer": "{{discount}} off"}, "/offer", "placeholder"),
        ({**MINIMAL, "subline": "Hello {first_name}"}, "/subline", "placeholder"),
        ({**MINIMAL, "products": [1, 2]}, "/products/0", "a number: taken for the name"),
        ({**MINIMAL, "state": "draft"}, "/state", "no region"),
        (of_product(image="\\\\server\\share\\a.png"), "/products/0/image", "not below existing-assets/"),
        (of_product(image="s3://elsewhere/a.png"), "/products/0/image", "not below existing-assets/"),
        (of_product(image="brief.pdf"), "/products/0/image", "pdf is no picture"),
        (of_product(image="photo to follow"), "/products/0/image", "no picture is named here yet"),
        (of_product(variants={"red": "r.png", "blue": "b.png"}), "/products/0/variants/blue", "first variant"),
        ({**MINIMAL, "scene": {"en": "a pier", "de": "ein Steg"}}, "/scene/de", "not used: /scene/en is the first"),
        ({**MINIMAL, "budget": "5000 yen"}, "/budget", "not converted"),
        ({**MINIMAL, "products": ["Cup", "Mug", "cup"]}, "/products/2", "listed twice"),
        (
            {**MINIMAL, "products": [{"name": "Cup", "color": "red"}, {"name": "Cup", "color": "blue"}]},
            "/products/1",
            "the same name as /products/0",
        ),
    ],
)
def test_what_has_no_effect_or_may_not_be_meant_is_noted(brief: dict[str, Any], pointer: str, said: str) -> None:
    assert [text for text in notes_at(accepted(brief), pointer) if said in text]


@pytest.mark.parametrize(
    ("fields", "pointer", "expected"),
    [
        ({"products": 5}, "/products", "a list of 1 to 200 products"),
        ({"brand_colors": ["navy"]}, "/brand_colors/0", "here #000080"),
        ({"brand_colors": ["#0057B880"]}, "/brand_colors/0", "here #0057B8"),
        ({"brand_colors": "rgb(0, 87, 184)"}, "/brand_colors", "here #0057B8"),
        ({"budget": "20 pieces"}, "/budget", "US dollars"),
        ({"logo": "../logo.png"}, "/logo", "without .."),
        (
            {"products": [{"name": "Cup", "image": {"../x.png": "../x.png"}}]},
            "/products/0/image/..~1x.png",
            "without ..",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_would_be_right(
    fields: dict[str, Any], pointer: str, expected: str
) -> None:
    problem = only_problem({**MINIMAL, **fields})
    assert problem.pointer == pointer
    assert expected in problem.expected


def test_what_is_used_or_refused_is_not_noted_as_well() -> None:
    read = accepted({**MINIMAL, "aspect_ratios": {"1:1": "feed", "9:16": {"label": "story"}}})
    assert read.brief.formats == ("instagram-square", "instagram-story")
    assert not [note for note in read.notes if note.pointer == "/aspect_ratios/1:1"]
    text = json.dumps({**MINIMAL, "max_cost": float("nan")})
    assert [problem.pointer for problem in problems(text)] == ["/max_cost"]
    assert "campaign_message" not in str(accepted({**MINIMAL, "brand": {"primary_hexx": "x"}}).notes)


def test_json_in_a_fence_as_chats_show_it_is_read() -> None:
    for fenced in ("```json\n%s\n```", "```\n%s\n```\n"):
        read = accepted(fenced % json.dumps(MINIMAL))
        assert read.brief.campaign_name == "Summer"
        assert "```" in notes_at(read, "")[0]
    assert accepted("```yaml\nmessage: Hi\nproducts: [Cup]\n```", "a.yaml").brief.campaign_message == "Hi"


def test_the_values_of_a_range_as_spreadsheet_services_send_them_are_rows() -> None:
    rows = [["Campaign Name", "Message", "Product"], ["Harvest", "Picked", "Apple box"], ["", "", "Pear box"]]
    for tree in ({"range": "Sheet1!A1:C3", "majorDimension": "ROWS", "values": rows}, rows):
        brief = accepted(json.dumps(tree)).brief
        assert (brief.campaign_name, [product.name for product in brief.products]) == (
            "Harvest",
            ["Apple box", "Pear box"],
        )


@pytest.mark.parametrize("text", ["Buy [2 for 1] now", "SHOP NOW", "50% <3", "XL", "C_est la vie", "R2_D2 is back"])
def test_a_text_of_its_own_is_no_placeholder(text: str) -> None:
    assert not accepted({**MINIMAL, "subline": text}).notes
