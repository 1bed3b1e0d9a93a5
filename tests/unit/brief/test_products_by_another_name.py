"""Products that stand in another list than one of products: rows of creatives, groups of products."""

from __future__ import annotations

import pytest

from tests.unit.brief.reading import accepted

ROWS = {
    "creatives": [
        {"product_name": "Loft", "headline": "Come in", "cta": "Book"},
        {"product_name": "Barn", "headline": "Come out", "cta": "Ask"},
    ],
    "ad_sets": [
        {"product": {"name": "Loft"}, "headline": "Come in", "cta": "Book"},
        {"product": {"name": "Barn"}, "headline": "Come out", "cta": "Ask"},
    ],
    "line_items": [
        {"product": "Loft", "copy": {"headline": "Come in", "button": "Book"}},
        {"product": "Barn", "copy": {"headline": "Come out", "button": "Ask"}},
    ],
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_that_name_a_product_each_and_have_texts_are_the_products(name: str) -> None:
    products = accepted({"campaign_message": "Stay", name: ROWS[name]}).brief.products
    assert [(product.name, product.message, product.call_to_action) for product in products] == [
        ("Loft", "Come in", "Book"),
        ("Barn", "Come out", "Ask"),
    ]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("products_first", [True, False])
def test_beside_a_list_of_products_rows_have_the_texts_of_those_they_name(name: str, products_first: bool) -> None:
    fields = [("products", ["Loft", "Barn", "Hut"]), (name, ROWS[name])]
    brief = accepted({"message": "Stay", **dict(fields if products_first else reversed(fields))}).brief
    assert [(product.name, product.message, product.call_to_action) for product in brief.products] == [
        ("Loft", "Come in", "Book"),
        ("Barn", "Come out", "Ask"),
        ("Hut", None, None),
    ]


def test_a_row_may_name_its_product_by_id_and_be_in_another_language_or_for_a_format() -> None:
    rows = [
        {"product_id": "p-1", "language": "de", "headline": "Komm rein", "image": "loft.png", "format": "1:1"},
        {"product_id": "p-1", "language": "fr", "headline": "Entrez"},
    ]
    read = accepted({"message": "Stay", "copy_deck": rows, "products": [{"id": "p-1", "name": "Loft"}, "Hut"]})
    loft, hut = read.brief.products
    assert {tag: texts.message for tag, texts in loft.translations.items()} == {"de": "Komm rein", "fr": "Entrez"}
    assert (loft.existing_assets, hut.translations) == (("loft.png",), {})
    assert read.brief.formats == ("instagram-square",)


@pytest.mark.parametrize(
    "texts",
    [
        {"messages": {"Loft": "Come in", "Barn": "Come out"}},
        {"taglines": {"loft": "Come in", "barn": "Come out"}},
        {"copy": {"Loft": {"headline": "Come in"}, "Barn": {"headline": "Come out"}}},
    ],
)
def test_texts_by_the_names_of_the_products_are_theirs(texts: dict[str, object]) -> None:
    brief = accepted({**texts, "products": ["Loft", "Barn"]}).brief
    assert [product.message for product in brief.products] == ["Come in", "Come out"]


def test_the_products_of_the_campaign_go_before_rows_that_stand_above_it() -> None:
    campaign = {"message": "Stay", "products": ["Loft", "Barn", "Hut"]}
    products = accepted({"creatives": ROWS["creatives"], "campaign": campaign}).brief.products
    assert [product.message for product in products] == ["Come in", "Come out", None]


def test_what_customers_say_of_a_product_is_not_its_message() -> None:
    rows = [{"product": "Loft", "text": "Slept well"}]
    assert accepted({"message": "Stay", "products": ["Loft"], "reviews": rows}).brief.products[0].message is None


def test_of_several_creatives_that_name_no_product_the_first_serves() -> None:
    brief = accepted({"products": ["Hut"], "creatives": [{"headline": "In", "cta": "Go"}, {"cta": "Stop"}]}).brief
    assert (brief.campaign_message, brief.call_to_action) == ("In", "Go")


def test_products_of_all_groups_are_made() -> None:
    groups = [{"name": "Town", "products": ["Loft"]}, {"name": "Country", "products": [{"name": "Barn"}, "Hut"]}]
    brief = accepted({"message": "Stay", "departments": groups}).brief
    assert [product.name for product in brief.products] == ["Loft", "Barn", "Hut"]
