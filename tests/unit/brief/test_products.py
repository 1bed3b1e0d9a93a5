"""Products and their pictures, and names that are none, in all the shapes people give them. A failure names the row."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.brief.reading import MINIMAL, accepted, notes_at


def with_product(**fields: Any) -> dict[str, Any]:
    return {**MINIMAL, "products": [{"name": "Bottle", **fields}]}


def products_of(**fields: Any) -> list[tuple[str, tuple[str, ...]]]:
    brief = {key: value for key, value in MINIMAL.items() if key != "products"}
    return [(product.name, product.existing_assets) for product in accepted({**brief, **fields}).brief.products]


def pictures_of(**fields: Any) -> tuple[str, ...]:
    return products_of(products=[{"name": "Cup", **fields}])[0][1]


def test_products_are_a_list_an_object_a_text_or_numbered_fields() -> None:
    two = [("Cup", ("c.png",)), ("Mug", ())]
    rows: list[dict[str, Any]] = [
        {"products": [{"name": "Cup", "image": "c.png"}, "Mug"]},
        {"products": {"Cup": {"image": "c.png"}, "Mug": None}},
        {"products": {"product_1": {"name": "Cup", "image": "c.png"}, "product_2": "Mug"}},
        {"products": {"count": 2, "list": [{"name": "Cup", "image": "c.png"}, {"title": "Mug"}]}},
        {"products": [{"category": "Drinks", "items": [{"name": "Cup", "image": "c.png"}, {"name": "Mug"}]}]},
        {"product_1": {"name": "Cup", "image": "c.png"}, "product_2": {"name": "Mug"}},
        {"Product 1 Name": "Cup", "Product 1 Image": "c.png", "Product 2 Name": "Mug"},
        {"range": {"items": [{"label": "Cup", "image": "c.png"}, {"info": {"name": "Mug"}}]}},
        {"products": [{"name": "Cup", "image": "c.png"}, {"name": "Mug"}, {"name": "", "image": ""}, ""]},
    ]
    for row in rows:
        assert products_of(**row) == two, row
    for text in ("Cup, Mug, Jar", "Cup; Mug; Jar", "Cup | Mug\nJar"):
        assert products_of(products=text) == [("Cup", ()), ("Mug", ()), ("Jar", ())], text
    one = [("Cup", ("c.png",))]
    rows = [
        {"product": {"name": "Cup", "image": "c.png"}},
        {"product": "Cup", "product_image": "c.png"},
        {"product_name": "Cup", "image": "c.png"},
        {"products": ["Cup"], "assets": {"hero_image": "c.png"}},
        {"products": ["Cup"], "assets": {"Cup": ["c.png"]}},
    ]
    for row in rows:
        assert products_of(**row) == one, row


def test_pictures_are_found_in_every_shape_cut_outs_and_heroes_first() -> None:
    rows: list[tuple[dict[str, Any], tuple[str, ...]]] = [
        ({"existing_assets": {"en-CA_1:1": "s.png", "hero": "h.png"}}, ("h.png", "s.png")),
        (
            {"images": {"front": "f.png", "cutout": "c.png", "hero": "h.png", "alt": "A cup"}},
            ("c.png", "h.png", "f.png"),
        ),
        ({"image_paths": {"amber": "a.png", "walnut": "w.png"}}, ("a.png", "w.png")),
        ({"images": [{"url": "f.png", "type": "front"}, {"url": "h.png", "type": "hero"}]}, ("h.png", "f.png")),
        ({"image_1": "a.png", "image_2": "b.png", "hero_image": "h.png"}, ("h.png", "a.png", "b.png")),
        ({"asset_folder": "acme/cup"}, ("acme/cup/",)),
        ({"assets": [None, "N/A", {"path": "a.png", "alt": "x"}]}, ("a.png",)),
        ({"variants": [{"color": "red", "image": "r.png"}, {"color": "blue", "image": "b.png"}]}, ("r.png",)),
        ({"image": "a red cup on a table"}, ()),
    ]
    for fields, expected in rows:
        assert pictures_of(**fields) == expected, fields


def test_what_of_a_product_is_no_picture_is_noted_or_described() -> None:
    variants = [{"color": "red", "image": "r.png"}, {"color": "blue", "image": "b.png"}]
    read = accepted({**MINIMAL, "products": [{"name": "Cup", "variants": variants}]})
    assert notes_at(read, "/products/0/variants/1") == [
        "not used: a product has one picture, that of its first variant"
    ]
    described = accepted({**MINIMAL, "products": [{"name": "Cup", "image": "a red cup on a table"}]})
    assert described.brief.products[0].description == "a red cup on a table"
    both = accepted({**MINIMAL, "products": ["Cup", "Mug"], "assets": {"hero_image": "h.png"}})
    assert notes_at(both, "/assets/hero_image") == ["not used: which product it shows is not said"]
    roles = [{"type": "image", "path": "a.png"}, {"type": "logo", "path": "l.png"}]
    assert accepted({**MINIMAL, "products": [{"name": "Cup", "assets": roles}]}).brief.logo == "l.png"


def test_everything_that_a_picture_should_show_reaches_its_description() -> None:
    product = {
        "name": "Soda",
        "key_attributes": ["zero sugar"],
        "color": "red",
        "materials": "glass",
        "scene": {"setting": "on ice"},
        "visual_direction": {"mood": ["sunny"], "avoid": ["people"], "negative_space": "left"},
        "prompt_hint": "condensation",
        "specs": {"weight": "1 kg"},
    }
    read = accepted({**MINIMAL, "products": [product]})
    assert read.brief.products[0].description == (
        "zero sugar. red. glass. on ice. sunny. negative space: left. condensation."
    )
    assert notes_at(read, "/products/0/specs") == ["not understood: no effect"]


def test_a_map_of_products_to_paths_gives_their_pictures() -> None:
    assert products_of(products={"Cup": "acme/cup.png", "Mug": "acme/mug/"}) == [
        ("Cup", ("acme/cup.png",)),
        ("Mug", ("acme/mug/",)),
    ]
    products = accepted({**MINIMAL, "products": {"Cup": "1/2 litre, steel", "Mug": "clay"}}).brief.products
    assert [product.description for product in products] == ["1/2 litre, steel", "clay"]


def test_references_and_backgrounds_are_no_pictures_of_the_product() -> None:
    for fields in (
        {"reference_images": ["a.png", "b.png"]},
        {"assets": {"background": "bg.png"}},
        {"assets": [{"type": "background", "path": "bg.png"}]},
    ):
        for brief in (with_product(**fields), {**MINIMAL, **fields}):
            read = accepted(brief)
            assert read.brief.products[0].existing_assets == (), brief
            assert any(note.text.startswith("not used: a picture") for note in read.notes), brief
    assert pictures_of(assets={"background": "bg.png", "product": "p.png"}) == ("p.png",)


def test_a_brand_named_in_languages_has_its_first_name() -> None:
    for brand in ({"name": {"en": "Acme", "ja": "\u30a2\u30af\u30e1"}}, {"en": "Acme", "ja": "\u30a2\u30af\u30e1"}):
        assert accepted({**MINIMAL, "brand": brand}).brief.brand == "Acme", brand


def test_a_name_with_a_slash_or_a_dot_is_a_brand_and_an_identifier_is_none() -> None:
    for name in ("ac/dc", "AC/DC", ".NET", "acme.com", "Studio_54"):
        assert accepted({**MINIMAL, "brand": name}).brief.brand == name
    codes = ("ana@acme.com", "arn:aws:s3:::acme", "550e8400-e29b-41d4-a716-446655440000", "brand_12345", "/brands/acme")
    for code in codes:
        assert accepted({**MINIMAL, "brand": code}).brief.brand is None, code


def test_a_path_an_address_or_an_id_is_no_brand() -> None:
    for written in ("../brand/acme.yaml", "https://acme.com", "www.acme.com", "brands/acme", "C:\\acme", "acme.json"):
        read = accepted({**MINIMAL, "brand": written})
        assert read.brief.brand is None, written
        assert notes_at(read, "/brand") == ["not used: this is no name of a brand, none is known"], written
    for written in ("BR-0042", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "12345"):
        assert accepted({**MINIMAL, "brand_id": written}).brief.brand is None, written
    for written in ("Booking.com", "AC/DC", "Marks & Co.", "3M", "7-Eleven"):
        assert accepted({**MINIMAL, "brand": written}).brief.brand == written, written
    slug = accepted({**MINIMAL, "brand": "glossveil"})
    assert slug.brief.brand == "glossveil"
    assert "looks like an id" in notes_at(slug, "/brand")[0]


def test_without_a_name_the_file_is_the_campaigns_name() -> None:
    read = accepted({"campaign_message": "m", "products": ["Cup"]}, "summer sale.json")
    assert read.brief.campaign_name == "summer sale"
    assert notes_at(read, "/campaign_name") == ['no campaign_name: the name of the file, "summer sale", is used']


def test_an_amount_in_another_currency_is_no_limit() -> None:
    for budget in ("1.200,50 EUR", "\u00a3500", "A$500", "CHF 1'200.50", {"amount": 5, "currency": "EUR"}):
        read = accepted({**MINIMAL, "budget": budget})
        assert read.brief.max_cost is None, budget
        assert any("is not converted" in note.text and note.pointer.startswith("/budget") for note in read.notes), (
            budget
        )
    assert accepted({**MINIMAL, "Budget": "500", "Currency": "EUR"}).brief.max_cost is None
    for budget, amount in {"25,00": 25, "1.200,50 USD": 1200.5, "1 200": 1200, "US$1,200.50": 1200.5, "0": 0}.items():
        assert float(accepted({**MINIMAL, "budget": budget}).brief.max_cost or 0) == amount, budget


def test_regions_beyond_what_pictures_need_are_cut_with_a_note() -> None:
    long = "Urban centres of the Alpine countries with a focus on Munich, as well as Vienna"
    read = accepted({**MINIMAL, "regions": [long.replace(",", ""), *(f"R{number}" for number in range(60))]})
    assert (len(read.brief.target_regions), len(read.brief.target_regions[0]) <= 60) == (50, True)
    assert "cut after" in notes_at(read, "/regions/0")[0]
    assert notes_at(read, "/regions/50") == ["not used: more than 50 regions (likewise at /regions/51-60)"]


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
    assert "not below existing-assets/: without another, the picture is generated; copy it there to use it" in notes_at(
        read, "/products/0/image"
    )
    assert "not below existing-assets/: no logo will be drawn; copy it there to use it" in notes_at(read, "/logo")


def test_pictures_are_gathered_in_order_of_preference() -> None:
    read = accepted(with_product(assets=[{"path": "c.png"}, "a.png"], hero_image="a.png", image=["b.png"]))
    assert read.brief.products[0].existing_assets == ("a.png", "b.png", "c.png")


def test_only_the_first_logo_is_used_and_the_others_are_noted() -> None:
    read = accepted({**MINIMAL, "logo": ["a.png", "b.png"]})
    assert read.brief.logo == "a.png"
    assert notes_at(read, "/logo/1") == ["not used: /logo/0 is the logo"]


def test_a_name_in_a_section_of_the_product_goes_before_its_id() -> None:
    for section in ("attributes", "fields", "info"):
        for word in ("name", "Product Name"):
            product = {"id": "A-1", "sku": "123", section: {word: "Cup"}}
            assert products_of(products=[product]) == [("Cup", ())], product
    assert products_of(products=[{"sku": "Mug", "variants": [{"name": "Red"}, {"name": "Blue"}]}]) == [("Mug", ())]


def test_an_object_around_a_product_is_the_product() -> None:
    wrapped = [{"product": {"name": "Cup", "images": ["c.png"]}}, {"product": {"name": "Mug"}, "image": "m.png"}]
    assert products_of(products=wrapped) == [("Cup", ("c.png",)), ("Mug", ("m.png",))]


def test_a_text_of_a_product_may_be_an_object_with_its_look_and_address_beside_it() -> None:
    for key in ("label", "title", "text"):
        fields = {word: {key: "Now", "url": "https://acme.example"} for word in ("cta", "offer", "message")}
        product = accepted(with_product(**fields)).brief.products[0]
        assert (product.call_to_action, product.offer, product.message) == ("Now", "Now", "Now"), key
        assert product.name == "Bottle"


@pytest.mark.parametrize(
    "budget", [{"total_usd": 5000}, {"usd": 5000}, {"amount": "5,000", "currency": "US Dollar"}, "US Dollars 5000"]
)
def test_us_dollars_may_be_written_out_or_stand_in_the_name_of_the_amount(budget: object) -> None:
    assert accepted({**MINIMAL, "budget": budget}).brief.max_cost == 5000


def test_a_picture_from_elsewhere_beside_one_that_is_used_does_not_say_that_it_is_generated() -> None:
    assets = [{"type": "lifestyle", "url": "https://cdn.test/a.jpg"}, {"type": "packshot", "file": "acme/a.png"}]
    read = accepted({**MINIMAL, "products": [{"name": "Cup", "assets": assets}]})
    assert read.brief.products[0].existing_assets == ("acme/a.png",)
    (said,) = notes_at(read, "/products/0/assets/0/url")
    assert "without another" in said
