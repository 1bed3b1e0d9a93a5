from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import REJECTED_ID, Run, reject
from tests.cli.finished_campaigns import FORMATS, files_in, finish_in_two_formats_and_languages
from tests.cli.talkative_browser import opened, talkative_browser
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import Account


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return talkative_browser(tmp_path, monkeypatch)


def test_a_campaigns_page_is_opened_with_the_pictures_that_it_shows(
    run: Run, on_account: Account, addresses: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    finish_in_two_formats_and_languages(on_account)
    done = run("open", CAMPAIGN_ID, "--to", "page")
    assert (done.code, done.out) == (0, "page/index.html\n")
    address = Path("page/index.html").resolve().as_uri()
    assert address in done.err
    assert opened(addresses, 1) == {address}
    assert capfd.readouterr() == ("", "")
    pictures = {f"variants/{folder}bottle-0-{name}.jpg" for folder in ("", "de-DE/") for name in FORMATS}
    assert files_in(Path("page")) == {"index.html", "manifest.json", "variants.csv", *pictures}


def test_a_page_without_a_folder_lies_in_a_temporary_one_of_its_own(
    run: Run, on_account: Account, addresses: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish_in_two_formats_and_languages(on_account)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    pages = {Path(run("open", CAMPAIGN_ID).out.strip()) for _ in range(2)}
    assert {page.parent.parent for page in pages} == {tmp_path}
    assert opened(addresses, 2) == {page.as_uri() for page in pages}


def test_a_rejected_campaign_has_no_page(run: Run, on_account: Account) -> None:
    reject(on_account)
    assert "/max_cost" in run("open", REJECTED_ID).complaint
