from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, write_brief
from tests.unit.conftest import BUCKET, Account


@pytest.mark.usefixtures("parser_at_work")
def test_stdout_holds_the_id_of_the_campaign_alone(run: Run, on_account: Account, tmp_path: Path) -> None:
    result = run("submit", str(write_brief(tmp_path)))
    assert result.code == 0, result.err
    campaign = on_account.campaigns.campaign(result.out.strip())
    assert campaign is not None
    assert campaign.brief.key == "input/campaign-briefs/summer.json"
    assert f"bucket {BUCKET}, from options and environment" in result.err


@pytest.mark.usefixtures("parser_at_work")
def test_the_same_brief_submitted_again_is_a_campaign_of_its_own(run: Run, tmp_path: Path) -> None:
    path = str(write_brief(tmp_path, campaign_name="夏の新作"))
    first, second = run("submit", path).out, run("submit", path).out
    assert first.strip()
    assert second.strip()
    assert first != second


def test_what_only_the_bucket_can_tell_refuses_a_brief_before_it_is_uploaded(
    run: Run, on_account: Account, tmp_path: Path
) -> None:
    on_account.put("existing-assets/aqua/a.png", b"1")
    on_account.put("existing-assets/aqua/b.png", b"2")
    path = write_brief(tmp_path, products=[{"name": "Bottle", "existing_assets": "aqua/"}])
    result = run("submit", str(path))
    assert "/products/0/existing_assets: found the folder aqua/ with a.png, b.png" in result.complaint
    assert on_account.keys("input/") == []


def test_a_refused_brief_is_not_uploaded(run: Run, on_account: Account, tmp_path: Path) -> None:
    result = run("submit", str(write_brief(tmp_path, products=[])))
    assert "/products: found" in result.complaint
    assert on_account.keys() == []


def test_assets_are_uploaded_before_the_brief_below_their_prefix(run: Run, on_account: Account, tmp_path: Path) -> None:
    picture = tmp_path / "a=b.png"
    picture.write_bytes(b"picture")
    brief = str(write_brief(tmp_path))
    targets = ("aqua/bottle/product.png", "/existing-assets/aqua/cap.png", "aqua/folder/")
    assets = [argument for target in targets for argument in ("--asset", f"{picture}={target}")]
    result = run("submit", brief, *assets, "--wait", "0")
    assert "parser has not answered within 0 s" in result.complaint
    assert on_account.keys("existing-assets/") == [
        "existing-assets/aqua/bottle/product.png",
        "existing-assets/aqua/cap.png",
        "existing-assets/aqua/folder/a=b.png",
    ]
    stored = on_account.s3.get_object(Bucket=BUCKET, Key="existing-assets/aqua/cap.png")
    assert (stored["ContentType"], stored["Body"].read()) == ("image/png", b"picture")


@pytest.mark.parametrize(
    ("asset", "reason"),
    [
        ("bottle.png", "expected LOCAL=KEY"),
        ("=aqua/x.png", "expected LOCAL=KEY"),
        ("nowhere.png=aqua/x.png", "no file nowhere.png"),
    ],
)
def test_a_wrong_asset_stops_before_anything_is_uploaded(
    run: Run, on_account: Account, tmp_path: Path, asset: str, reason: str
) -> None:
    result = run("submit", str(write_brief(tmp_path)), "--asset", asset)
    assert reason in result.complaint
    assert on_account.keys() == []


def test_a_silent_parser_is_told_with_what_to_do(run: Run, on_account: Account, tmp_path: Path) -> None:
    result = run("submit", str(write_brief(tmp_path)), "--wait", "0")
    assert "input/campaign-briefs/summer.json is uploaded" in result.complaint
    assert "creative status summer-" in result.complaint
    assert on_account.keys("input/") == ["input/campaign-briefs/summer.json"]


def test_a_bucket_without_versions_is_not_ours(run: Run, on_account: Account, tmp_path: Path) -> None:
    on_account.s3.create_bucket(Bucket="plain")
    result = run("submit", str(write_brief(tmp_path)), "--bucket", "plain")
    assert "bucket plain keeps no versions" in result.complaint


def test_a_missing_bucket_is_named(run: Run, on_account: Account, tmp_path: Path) -> None:
    result = run("submit", str(write_brief(tmp_path)), "--bucket", "gone")
    assert result.complaint.startswith("no such bucket: gone;")
    assert on_account.keys() == []


def test_watching_needs_the_table_and_says_so_before_the_upload(
    run: Run, on_account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CREATIVE_TABLE")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("submit", str(write_brief(tmp_path)), "--watch", "--stack", "dev")
    assert result.complaint.startswith("no table to work on: --table and CREATIVE_TABLE are not set")
    assert on_account.keys() == []


@pytest.mark.usefixtures("parser_at_work")
def test_a_campaign_has_the_id_that_was_chosen_once(run: Run, on_account: Account, tmp_path: Path) -> None:
    path = str(write_brief(tmp_path))
    assert run("submit", path, "--id", "summer-26").out.strip() == "summer-26"
    assert on_account.keys("input/") == ["input/campaign-briefs/by-id/summer-26.json"]
    before = on_account.keys()
    again = run("submit", path, "--id", "summer-26")
    assert "summer-26 belongs to another upload already" in again.complaint
    assert on_account.keys() == before


def test_an_id_that_none_can_be_is_refused_before_anything_is_uploaded(
    run: Run, on_account: Account, tmp_path: Path
) -> None:
    result = run("submit", str(write_brief(tmp_path)), "--id", "Summer 26")
    assert "--id Summer 26: expected 1-40 characters" in result.complaint
    assert on_account.keys() == []
