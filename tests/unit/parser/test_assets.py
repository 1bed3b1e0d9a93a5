"""What a brief wants to reuse is found with few requests, however many paths it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from briefs.assets import AssetFinder
from briefs.plan import plan
from shared.costs import DEFAULT_RATES
from shared.problems import BriefRefused
from tests.unit.brief.reading import MINIMAL, accepted
from tests.unit.conftest import BUCKET, Account


@pytest.fixture
def calls(account: Account) -> Iterator[list[str]]:
    """The requests to S3 since the test began, by name."""
    made: list[str] = []

    def record(model: Any, **_: object) -> None:
        made.append(model.name)

    account.s3.meta.events.register("before-call.s3", record)
    yield made
    account.s3.meta.events.unregister("before-call.s3", record)


def _products(paths: list[list[str]]) -> dict[str, Any]:
    return {**MINIMAL, "products": [{"name": f"Bottle {n}", "existing_assets": each} for n, each in enumerate(paths)]}


@pytest.mark.parametrize(
    "paths",
    [
        [[f"acme/{n}-{m}.png" for m in range(20)] for n in range(200)],
        [[f"acme/{n}/{m}.png" for m in range(20)] for n in range(200)],
        [[f"acme/{n}/{m}/" for m in range(20)] for n in range(200)],
        [[f"{n}/deep/{'x/' * 60}{m}" for m in range(20)] for n in range(200)],
    ],
)
def test_thousands_of_missing_pictures_cost_a_handful_of_requests(
    account: Account, calls: list[str], paths: list[list[str]]
) -> None:
    account.put("existing-assets/acme/other.png", b"x")
    calls.clear()
    made = plan(accepted(_products(paths)), AssetFinder(account.s3, BUCKET), DEFAULT_RATES)
    assert {product.image_source for product in made.products} == {"generate"}
    assert len(calls) <= 5


def test_each_folder_is_listed_once_and_every_picture_in_it_is_found(account: Account, calls: list[str]) -> None:
    for n in range(30):
        account.put(f"existing-assets/acme/bottles/{n}.png", b"x")
    calls.clear()
    made = plan(
        accepted(_products([[f"acme/bottles/{n}.png"] for n in range(30)])),
        AssetFinder(account.s3, BUCKET),
        DEFAULT_RATES,
    )
    assert [product.asset_key for product in made.products] == [
        f"existing-assets/acme/bottles/{n}.png" for n in range(30)
    ]
    assert len(calls) <= 5


def test_a_picture_behind_the_first_thousand_of_its_folder_is_found(account: Account) -> None:
    for n in range(1001):
        account.put(f"existing-assets/acme/{n:04d}.png", b"x")
    account.put("existing-assets/acme/zoo/product.png", b"x")
    finder = AssetFinder(account.s3, BUCKET)
    assert finder.find("acme/1000.png") == ("existing-assets/acme/1000.png",)
    assert finder.find("acme/zoo") == ("existing-assets/acme/zoo/product.png",)
    assert finder.find("acme/0000.jpg") == ()
    assert finder.find("acme/1001.png") == ()


@pytest.mark.parametrize("field", ["existing_assets", "logo"])
def test_a_path_that_makes_too_long_a_key_is_refused_where_it_stands(account: Account, field: str) -> None:
    path = "\u65e5" * 340 + ".png"  # 1,024 characters at most, but 1,040 bytes with existing-assets/
    brief = {**MINIMAL, "logo": path} if field == "logo" else _products([[path]])
    with pytest.raises(BriefRefused) as refused:
        plan(accepted(brief), AssetFinder(account.s3, BUCKET), DEFAULT_RATES)
    [problem] = refused.value.problems
    assert problem.code == "too_long"
    assert problem.pointer.startswith("/logo" if field == "logo" else "/products/0/existing_assets")
    assert "1,040 bytes" in problem.found


def test_the_longest_key_is_looked_up(account: Account) -> None:
    path = "a" * (1024 - len("existing-assets/") - 4) + ".png"
    account.put(f"existing-assets/{path}", b"x")
    assert plan(accepted(_products([[path]])), AssetFinder(account.s3, BUCKET), DEFAULT_RATES).products[0].asset_key
