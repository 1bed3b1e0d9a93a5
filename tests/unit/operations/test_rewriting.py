"""A brief with other paths of pictures says what it said, in its author's own text wherever that can be proven."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefs.read import read_brief
from operations.rewriting import with_paths

WILD = sorted((Path(__file__).parents[1] / "brief/wild").iterdir())
NEW = "uploads/0a1b/riesling.png"


def _rewritten(text: str | bytes, filename: str, **renamed: str) -> tuple[bytes, str]:
    data = text.encode() if isinstance(text, str) else text
    return with_paths(data, read_brief(data, filename), filename, renamed or {"riesling.png": NEW})


@pytest.mark.parametrize(
    "written",
    [
        "./riesling.png",
        "riesling.png",
        "/riesling.png",
        ".\\\\riesling.png",
        "existing-assets/riesling.png",
        "/existing-assets/riesling.png",
    ],
)
def test_only_the_path_changes_however_it_is_written(written: str) -> None:
    text = f'{{"message": "m",\n  "products": [{{"name": "Riesling", "image": "{written}"}}], "sparkle": 1.10}}'
    assert _rewritten(text, "wine.json") == (text.replace(written, NEW).encode(), "wine.json")


def test_comments_and_spelling_of_a_yaml_brief_stay() -> None:
    text = "# of the year\nheadline: Zeit für Riesling\nproducts:\n- Name: Riesling\n  photo: ./riesling.png # mine\n"
    assert _rewritten(text, "wine.yaml") == (text.replace("./riesling.png", NEW).encode(), "wine.yaml")


def test_a_sheet_stays_a_sheet() -> None:
    text = (
        "Campaign Name;Message;Product Name;Image\nWine;Riesling time;Riesling;riesling.png\n;;Pinot;acme/pinot.png\n"
    )
    assert _rewritten(text, "wine.csv") == (text.replace("riesling.png", NEW).encode(), "wine.csv")


def test_a_path_that_ends_like_another_one_is_told_apart() -> None:
    paths = ["riesling.png", "acme/riesling.png", "my-riesling.png", "riesling.png.jpg"]
    products = [{"name": f"Riesling {n}", "image": path} for n, path in enumerate(paths)]
    text = json.dumps({"message": "m", "products": products})
    renamed = {"riesling.png": "uploads/1/riesling.png", "acme/riesling.png": "uploads/2/riesling.png"}
    data, _ = with_paths(text.encode(), read_brief(text.encode(), "w.json"), "w.json", renamed)
    assert [product["image"] for product in json.loads(data)["products"]] == [
        "uploads/1/riesling.png",
        "uploads/2/riesling.png",
        *paths[2:],
    ]


@pytest.mark.parametrize(
    ("text", "filename"),
    [
        # The path stands in a text, too: to change it there would change what is said.
        (
            '{"message": "m", "products": [{"name": "A", "description": "riesling.png", "image": "riesling.png"}]}',
            "w.json",
        ),
        ('{"message": "m", "products": [{"name": "A", "image": "r\\u0069esling.png"}]}', "w.json"),
        ("Message,Product Name,Image\nm,A,riesling.png\n".encode("utf-16"), "w.csv"),
        ("message: m\nproducts: [{name: A, image_folder: riesling.png}]", "w.yml"),
    ],
)
def test_what_can_not_be_changed_in_its_own_text_is_sent_in_its_canonical_form(
    text: str | bytes, filename: str
) -> None:
    data = text.encode() if isinstance(text, str) else text
    read = read_brief(data, filename)
    [path] = read.brief.products[0].existing_assets
    changed, name = with_paths(data, read, filename, {path: NEW})
    assert name == "w.json"
    after = read_brief(changed, name).brief
    assert after.products[0].existing_assets == (NEW,)
    assert after.model_dump(exclude={"products"}) == read.brief.model_dump(exclude={"products"})
    assert after.products[0].description == read.brief.products[0].description


def test_nothing_to_change_leaves_every_byte_as_it_is() -> None:
    data = b'\xef\xbb\xbf{"message":"m","products":["A"]}'
    assert with_paths(data, read_brief(data, "w.json"), "w.json", {"x.png": NEW}) == (data, "w.json")


@pytest.mark.parametrize("path", WILD, ids=lambda path: path.stem)
def test_briefs_of_the_wild_say_the_same_with_every_picture_elsewhere(path: Path) -> None:
    data = path.read_bytes()
    read = read_brief(data, path.name)
    asked = [each for product in read.brief.products for each in product.existing_assets]
    asked += [read.brief.logo] if read.brief.logo else []
    renamed = {each: f"uploads/{n}/picture.png" for n, each in enumerate(asked)}
    changed, name = with_paths(data, read, path.name, renamed)
    after = read_brief(changed, name).brief
    assert [p.existing_assets for p in after.products] == [
        tuple(renamed[each] for each in p.existing_assets) for p in read.brief.products
    ]
    assert after.model_dump(exclude={"products", "logo"}) == read.brief.model_dump(exclude={"products", "logo"})
