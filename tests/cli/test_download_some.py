"""Some pictures of a campaign, as a folder or as a ZIP."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from shared import keys
from tests.cli.conftest import Run
from tests.cli.finished_campaigns import (
    FORMATS,
    SQUARE,
    STORY,
    files_in,
    finish,
    finish_in_two_formats_and_languages,
    variant_in,
)
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure, new_campaign, new_products
from tests.unit.conftest import BUCKET, BUS, Account


@pytest.mark.parametrize(
    ("options", "pictures"),
    [
        (["--format", STORY], {f"bottle-0-{STORY}.jpg", f"de-DE/bottle-0-{STORY}.jpg"}),
        (["--locale", "default"], {f"bottle-0-{SQUARE}.jpg", f"bottle-0-{STORY}.jpg"}),
        (["--locale", "de_de", "--format", SQUARE], {f"de-DE/bottle-0-{SQUARE}.jpg"}),
        (["--format", SQUARE, "--format", STORY, "--locale", "default", "--locale", "de-DE"], None),
    ],
)
def test_only_pictures_of_the_formats_and_languages_asked_for_come_down_and_stand_on_the_page(
    options: list[str], pictures: set[str] | None, run: Run, on_account: Account
) -> None:
    finish_in_two_formats_and_languages(on_account)
    pictures = pictures or {f"{folder}bottle-0-{name}.jpg" for folder in ("", "de-DE/") for name in FORMATS}
    done = run("download", CAMPAIGN_ID, *options, "--to", "some")
    assert done.code == 0, done.err
    assert files_in(Path("some")) == {
        "index.html",
        "manifest.json",
        "variants.csv",
        *(f"variants/{name}" for name in pictures),
    }
    page = Path("some/index.html").read_text()
    assert set(re.findall(r'src="variants/([^"]+)"', page)) == pictures


def test_a_format_is_asked_for_as_a_brief_may_spell_it(run: Run, on_account: Account) -> None:
    finish_in_two_formats_and_languages(on_account)
    assert run("download", CAMPAIGN_ID, "--format", "story", "--locale", "default", "--to", "some").code == 0
    assert files_in(Path("some")) >= {f"variants/bottle-0-{STORY}.jpg"}
    assert not [name for name in files_in(Path("some")) if SQUARE in name]


def test_a_format_or_language_that_the_campaign_has_not_is_named_with_those_that_it_has(
    run: Run, on_account: Account
) -> None:
    finish_in_two_formats_and_languages(on_account)
    unknown = run("download", CAMPAIGN_ID, "--format", "poster", "--format", STORY).complaint
    assert unknown == f"--format poster: this campaign has {SQUARE}, {STORY}"
    assert run("download", CAMPAIGN_ID, "--locale", "fr").complaint == "--locale fr: this campaign has default, de-DE"
    assert not Path(CAMPAIGN_ID).exists()


def test_pictures_that_are_not_there_yet_are_no_download(run: Run, on_account: Account) -> None:
    on_account.campaigns.accept(new_campaign(1), new_products(1))
    on_account.manifests.write(CAMPAIGN_ID)
    complaint = run("download", CAMPAIGN_ID, "--format", SQUARE).complaint
    assert complaint == f"--format {SQUARE}: no such picture is there; the campaign is processing"
    assert not Path(CAMPAIGN_ID).exists()


def test_a_zip_holds_what_the_folder_would(run: Run, on_account: Account, tmp_path: Path) -> None:
    finish_in_two_formats_and_languages(on_account)
    assert run("download", CAMPAIGN_ID).code == 0
    done = run("download", CAMPAIGN_ID, "--zip")
    assert (done.code, done.out) == (0, f"6 files in {CAMPAIGN_ID}.zip\n"), done.err
    with ZipFile(f"{CAMPAIGN_ID}.zip") as archive:
        assert archive.testzip() is None
        archive.extractall("unpacked")
    unpacked, folder = tmp_path / "unpacked" / CAMPAIGN_ID, tmp_path / CAMPAIGN_ID
    assert files_in(unpacked) == files_in(folder)
    assert all((unpacked / name).read_bytes() == (folder / name).read_bytes() for name in files_in(folder))


def test_a_zip_may_have_another_name_or_folder_and_hold_one_format(run: Run, on_account: Account) -> None:
    finish_in_two_formats_and_languages(on_account)
    Path("there").mkdir()
    for to, path in (("new/stories.zip", "new/stories.zip"), ("there", f"there/{CAMPAIGN_ID}.zip")):
        assert run("download", CAMPAIGN_ID, "--zip", "--format", STORY, "--to", to).code == 0
        assert len(ZipFile(path).namelist()) == 5


def test_a_zip_that_breaks_off_leaves_the_one_before(run: Run, on_account: Account, tmp_path: Path) -> None:
    finish_in_two_formats_and_languages(on_account)
    archived = keys.variant(CAMPAIGN_ID, "bottle-0", STORY, None)
    on_account.s3.put_object(Bucket=BUCKET, Key=archived, Body=b"x", StorageClass="GLACIER")
    Path(f"{CAMPAIGN_ID}.zip").write_bytes(b"yesterday's")
    assert "InvalidObjectState" in run("download", CAMPAIGN_ID, "--zip").complaint
    assert Path(f"{CAMPAIGN_ID}.zip").read_bytes() == b"yesterday's"
    assert files_in(tmp_path) == {f"{CAMPAIGN_ID}.zip"}


def test_a_key_that_would_leave_the_zip_stops_the_download(run: Run, on_account: Account) -> None:
    finish_in_two_formats_and_languages(on_account)
    on_account.put(f"output/{CAMPAIGN_ID}/../../evil.sh", b"x")
    assert "would be written outside" in run("download", CAMPAIGN_ID, "--zip").complaint
    assert not Path(f"{CAMPAIGN_ID}.zip").exists()


def test_a_zip_is_not_opened_in_a_browser(run: Run) -> None:
    assert "--zip and --open: the one or the other" in run("download", CAMPAIGN_ID, "--zip", "--open").complaint


def test_an_earlier_rendition_comes_down_as_it_was(
    run: Run, on_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREATIVE_BUS", BUS)
    campaign = new_campaign(2)
    finish(on_account, campaign, new_products(2), variant_in())
    on_account.campaigns.settle_failed(on_account.campaigns.product(CAMPAIGN_ID, 1), failure())
    assert run("render", CAMPAIGN_ID, "--product", "Bottle 0", "--message", "Stay warm").code == 0
    again = variant_in().model_copy(update={"key": keys.variant(CAMPAIGN_ID, "bottle-0", SQUARE, None, rendition=2)})
    on_account.put(again.key, b"picture again")
    on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [again], LATER)
    on_account.manifests.write(CAMPAIGN_ID)
    for rendition in ("1", "2"):
        done = run("download", CAMPAIGN_ID, "--rendition", rendition, "--to", rendition)
        assert done.code == 0, done.err
    first, second = (f"variants/{folder}bottle-0-{SQUARE}.jpg" for folder in ("", "r2/"))
    overviews = {"index.html", "manifest.json", "variants.csv"}
    assert files_in(Path("1")) == {first, *overviews}
    assert files_in(Path("2")) == {second, *overviews}
    assert (Path("1") / first).read_text() == "picture None"
    assert first in Path("1/index.html").read_text()
    assert run("download", CAMPAIGN_ID, "--rendition", "3").complaint.endswith("the newest of this campaign is 2")
