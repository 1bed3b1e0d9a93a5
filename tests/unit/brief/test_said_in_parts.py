"""One value that is said in parts: its kind beside it, one for each network or language, its rank in its name."""

from __future__ import annotations

import pytest

from tests.unit.brief.reading import MINIMAL, accepted, messages_of, notes_at


@pytest.mark.parametrize(
    ("offer", "shown"),
    [
        ({"type": "fixed", "value": 15, "label": "15 EUR back"}, "15 EUR back"),
        ({"value": 30, "label": "A third less", "type": "percent"}, "A third less"),
        ({"type": "percentage", "value": 30}, "30%"),
        ({"value": 12.5, "unit": "%"}, "12.5%"),
    ],
)
def test_an_offer_is_what_its_object_says_in_words_or_a_number_with_its_unit(offer: object, shown: str) -> None:
    assert accepted({**MINIMAL, "products": [{"name": "Lawnmower", "offer": offer}]}).brief.products[0].offer == shown


def test_a_translation_may_say_of_which_text_it_is() -> None:
    listed = [
        {"language": "pl", "key": "headline", "text": "Spokojnie"},
        {"language": "pl", "key": "button", "text": "Kup"},
        {"language": "cs", "key": "headline", "text": "V klidu"},
    ]
    brief = accepted({**MINIMAL, "call_to_action": "Buy", "translations": listed}).brief
    assert messages_of(brief) == {"pl": "Spokojnie", "cs": "V klidu"}
    assert brief.translations["pl"].call_to_action == "Kup"


def test_of_texts_for_each_network_the_first_is_set_and_the_others_are_noted() -> None:
    networks = {"facebook": {"headline": "Come in", "cta": "Book"}, "pinterest": {"headline": "Look"}}
    read = accepted({"products": ["Loft"], "channels": networks})
    assert (read.brief.campaign_message, read.brief.call_to_action) == ("Come in", "Book")
    assert notes_at(read, "/channels/pinterest/headline") == [
        "not used: /channels/facebook/headline is the campaign_message"
    ]


def test_networks_without_texts_are_noted() -> None:
    for networks in (["facebook"], {"facebook": True}):
        assert notes_at(accepted({**MINIMAL, "platforms": networks}), "/platforms") == [
            "not used: `formats` chooses the pictures"
        ]


@pytest.mark.parametrize("keys", [("4:5", "1080x1920"), ("linkedin", "instagram story")])
def test_of_one_text_for_each_shape_or_network_the_first_is_set(keys: tuple[str, str]) -> None:
    read = accepted({"products": ["Loft"], "headline": dict(zip(keys, ("Come in", "Come on in"), strict=True))})
    assert read.brief.campaign_message == "Come in"
    assert notes_at(read, f"/headline/{keys[1]}") == [f"not used: /headline/{keys[0]} is the first of them"]


def test_prohibited_words_of_every_language_are_prohibited() -> None:
    read = accepted({**MINIMAL, "banned_words": {"en": ["miracle"], "it": ["miracolo"], "nl": "wonder"}})
    assert read.brief.prohibited_words == ("miracle", "miracolo", "wonder")


def test_colours_that_a_brand_forbids_are_not_its_own() -> None:
    read = accepted({**MINIMAL, "brand": {"colors": {"core": ["#010203"], "forbidden": ["#FF0000"]}}})
    assert read.brief.brand_colors == ("#010203",)
    assert notes_at(read, "/brand/colors/forbidden")


def test_a_product_that_is_no_more_than_a_name_with_nothing_beside_it_is_made() -> None:
    brief = accepted({**MINIMAL, "products": {"Soup": {"image": "soup.png"}, "Stew": {"image": "n/a"}}}).brief
    assert [product.name for product in brief.products] == ["Soup", "Stew"]


def test_a_project_has_the_fields_of_its_campaign() -> None:
    brief = accepted({"project": {"title": "Attic", "client": "Beam Ltd"}, "message": "Up", "products": ["Loft"]}).brief
    assert (brief.campaign_name, brief.brand) == ("Attic", "Beam Ltd")


def test_of_a_brands_legal_name_and_the_one_that_is_shown_the_latter_is_set() -> None:
    brief = accepted({**MINIMAL, "brand": {"name": {"legal": "Beam Holding plc", "display": "Beam"}}}).brief
    assert (brief.brand, brief.disclaimer) == ("Beam", None)


@pytest.mark.parametrize("name", ["primary_headline", "headline_primary", "main_headline"])
def test_the_first_of_several_texts_may_say_so_in_its_name(name: str) -> None:
    read = accepted({"products": ["Loft"], name: "Come in", "supporting": "x", "cta_main": "Go", "secondary_cta": "No"})
    assert (read.brief.campaign_message, read.brief.call_to_action) == ("Come in", "Go")
    assert notes_at(read, "/secondary_cta") == ["not used: a picture has one call to action"]


def test_languages_beside_the_main_one_are_not_taken_for_it() -> None:
    market = {"primary_language": "English", "secondary_languages": ["Dutch"]}
    read = accepted({**MINIMAL, "target_market": market})
    assert notes_at(read, "/target_market/primary_language") == ["the language of the default texts: en"]
    assert notes_at(read, "/target_market/secondary_languages/0") == [
        "no text in nl is given: no pictures of its own for nl"
    ]
    others = {"additional_languages": [{"code": "nl", "headline": "Blijf koel"}]}
    assert messages_of(accepted({**MINIMAL, **others}).brief) == {"nl": "Blijf koel"}


def test_countries_below_a_region_are_regions() -> None:
    brief = accepted(
        {**MINIMAL, "target_regions": {"Benelux": ["Belgium", "Luxembourg"], "Iberia": ["Portugal"]}}
    ).brief
    assert {*brief.target_regions} == {"Benelux", "Belgium", "Luxembourg", "Iberia", "Portugal"}


def test_a_column_of_remarks_beside_the_values_of_a_form_is_noted() -> None:
    read = accepted("Field,Value,Comments\nMessage,Up,at most 20 letters\nProduct,Loft,as in the shop\n", "a.csv")
    assert (read.brief.campaign_message, [product.name for product in read.brief.products]) == ("Up", ["Loft"])
    assert notes_at(read, "/1/C") == ["not used: a column of remarks"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"It\u2019s here", "It\u2019s here"),
        (r"One\nTwo", "One\nTwo"),
        (r"Fun \ud83c\udf89", "Fun \U0001f389"),
        (r"no\u0000thing", r"no\u0000thing"),
        (r"half \ud83c", r"half \ud83c"),
    ],
)
def test_a_text_that_was_escaped_twice_is_put_right(written: str, shown: str) -> None:
    assert accepted({**MINIMAL, "campaign_message": written}).brief.campaign_message == shown


def test_a_path_is_not_taken_for_a_text_that_was_escaped_twice() -> None:
    brief = accepted({**MINIMAL, "products": [{"name": "Nuts", "image": r"new\nuts.png"}]}).brief
    assert brief.products[0].existing_assets == ("new/nuts.png",)
