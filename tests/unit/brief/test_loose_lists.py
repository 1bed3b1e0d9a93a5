"""Lists as people write them where a field holds one text, and fields that belong together by number or name."""

from __future__ import annotations

import json

import pytest

from tests.unit.brief.reading import MINIMAL, accepted, notes_at, only_problem


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("acme/a.png, acme/b.png", ("acme/a.png", "acme/b.png")),
        ("c.png;d.jpeg", ("c.png", "d.jpeg")),
        ("acme/red, blue.png", ("acme/red, blue.png",)),
    ],
)
def test_paths_in_one_text_are_several_where_every_part_is_a_file(written: str, paths: tuple[str, ...]) -> None:
    brief = accepted({**MINIMAL, "products": [{"name": "Cup", "existing_assets": written}]}).brief
    assert brief.products[0].existing_assets == paths


PRODUCTS = [{"name": "Cup", "image": "c.png"}, {"name": "Mug"}]


def test_a_list_that_is_written_as_json_in_a_text_is_read_as_a_list() -> None:
    brief = accepted({**MINIMAL, "products": json.dumps(PRODUCTS)}).brief
    assert [(product.name, product.existing_assets) for product in brief.products] == [("Cup", ("c.png",)), ("Mug", ())]


def test_a_list_that_is_written_as_json_in_a_cell_is_read_as_a_list() -> None:
    cell = json.dumps(PRODUCTS).replace('"', '""')
    brief = accepted(f'campaign_name,campaign_message,products\nX,Hi,"{cell}"\n', "a.csv").brief
    assert [product.name for product in brief.products] == ["Cup", "Mug"]


def test_products_in_a_text_that_is_nearly_json_are_refused() -> None:
    problem = only_problem({**MINIMAL, "products": "[{'name': 'Cup'}, {'name': 'Mug'}]"})
    assert (problem.pointer, problem.code) == ("/products", "wrong_type")
    assert "valid JSON" in problem.expected


NUMBERED = {"Product 1": "Cup", "Product 1 Image": "c.png", "Product 2": "Mug", "Product 2 Image": "m.png"}


def test_numbered_products_and_their_numbered_fields_belong_together() -> None:
    sheet = "Campaign Name,Message," + ",".join(NUMBERED) + "\nX,Hi," + ",".join(NUMBERED.values()) + "\n"
    backwards = dict(reversed(NUMBERED.items()))
    for read in (
        accepted({"message": "Hi", **NUMBERED}),
        accepted({"message": "Hi", **backwards}),
        accepted(sheet, "a.csv"),
    ):
        found = {product.name: product.existing_assets for product in read.brief.products}
        assert found == {"Cup": ("c.png",), "Mug": ("m.png",)}


def test_pictures_of_the_campaign_are_those_of_the_product_that_they_name() -> None:
    assets = [{"product": "Cup", "path": "a.png"}, {"product_name": "Mug", "hero": "b.png"}]
    brief = accepted({"message": "Hi", "products": ["Cup", "Mug"], "assets": assets}).brief
    assert [product.existing_assets for product in brief.products] == [("a.png",), ("b.png",)]


@pytest.mark.parametrize(
    "products",
    [
        {"hero_product": "Cup", "supporting_products": ["Mug", "Pot"]},
        {"primary_product": {"name": "Cup"}, "secondary_product": {"name": "Mug"}, "third_product": "Pot"},
        {"product_a": {"name": "Cup"}, "product_b": {"name": "Mug"}, "product_c": "Pot"},
    ],
)
def test_products_may_have_fields_of_their_own(products: dict[str, object]) -> None:
    brief = accepted({"message": "Hi", **products}).brief
    assert [product.name for product in brief.products] == ["Cup", "Mug", "Pot"]


@pytest.mark.parametrize("hero_first", [True, False])
def test_beside_a_list_of_products_one_of_them_is_not_made_twice(hero_first: bool) -> None:
    fields = [("hero_product", "Cup"), ("products", ["Cup", "Mug"])]
    read = accepted({"message": "Hi", **dict(fields if hero_first else reversed(fields))})
    assert [product.name for product in read.brief.products] == ["Cup", "Mug"]
    assert notes_at(read, "/hero_product") == ["not used: the products are at /products"]


CAMPAIGN = {"name": "X", "message": "Hi", "products": ["Cup"]}


def test_a_list_of_one_campaign_is_that_campaign() -> None:
    assert accepted({"campaigns": [CAMPAIGN]}).brief.campaign_name == "X"


def test_a_list_of_several_campaigns_is_refused() -> None:
    problem = only_problem({"campaigns": [CAMPAIGN, CAMPAIGN]})
    assert (problem.pointer, problem.expected) == ("/campaigns", "one campaign per file")
