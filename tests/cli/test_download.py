from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import REJECTED_ID, Run, reject
from tests.cli.finished_campaigns import finish, product_records, variant_in
from tests.unit.campaign_samples import CAMPAIGN_ID, LATER, failure, new_campaign
from tests.unit.conftest import BUCKET, Account

HOSTILE = '<script>alert("1")</script>'


def test_everything_of_a_campaign_comes_down_with_a_page_that_shows_it(
    run: Run, on_account: Account, tmp_path: Path
) -> None:
    campaign = new_campaign(1)
    finish(on_account, campaign, product_records(campaign), variant_in(), variant_in("de-DE"))
    on_account.put(f"output/{CAMPAIGN_ID}0/manifest.json", b"another campaign, whose id begins alike")
    result = run("download", CAMPAIGN_ID)
    assert result.code == 0, result.err
    assert "3 files in " + CAMPAIGN_ID in result.out
    folder = tmp_path / CAMPAIGN_ID
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert files == [
        "index.html",
        "manifest.json",
        "variants.csv",
        "variants/bottle-0-instagram-square.jpg",
        "variants/de-DE/bottle-0-instagram-square.jpg",
    ]
    assert (folder / "variants/de-DE/bottle-0-instagram-square.jpg").read_bytes() == b"picture de-DE"
    page = (folder / "index.html").read_text()
    assert 'src="variants/de-DE/bottle-0-instagram-square.jpg"' in page
    assert "Instagram square" in page
    assert "The texts stand out from what lies behind them (measured 7.2, wanted at least 4.5)" in page


def test_names_and_messages_are_escaped_on_the_page(run: Run, on_account: Account, tmp_path: Path) -> None:
    campaign = new_campaign(2)
    context = campaign.context.model_copy(update={"campaign_name": HOSTILE, "campaign_message": f"'{HOSTILE}"})
    campaign = campaign.model_copy(update={"context": context})
    on_account.campaigns.accept(campaign, product_records(campaign, HOSTILE))
    on_account.campaigns.settle_failed(
        on_account.campaigns.product(CAMPAIGN_ID, 1), failure().model_copy(update={"reason": HOSTILE})
    )
    on_account.campaigns.settle_ready(on_account.campaigns.product(CAMPAIGN_ID, 0), [variant_in()], LATER)
    on_account.manifests.write(CAMPAIGN_ID)
    assert run("download", CAMPAIGN_ID).code == 0
    page = (tmp_path / CAMPAIGN_ID / "index.html").read_text()
    assert "<script" not in page
    # title, heading, message, two products, one reason, one alternative text
    assert page.count("&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;") == 7


def test_a_campaign_on_its_way_is_downloaded_as_far_as_it_is(run: Run, on_account: Account) -> None:
    campaign = new_campaign(2)
    finish(on_account, campaign, product_records(campaign), variant_in())
    result = run("download", CAMPAIGN_ID, "--to", "elsewhere")
    assert result.code == 0
    assert "still processing: download again later" in result.err
    assert Path("elsewhere/manifest.json").exists()


def test_an_unknown_campaign_leaves_no_folder(run: Run, on_account: Account) -> None:
    assert "no campaign winter" in run("download", "winter").complaint
    assert not Path("winter").exists()
    assert on_account.keys() == []


def test_a_rejected_campaign_has_no_pictures_but_reasons(run: Run, on_account: Account) -> None:
    reject(on_account)
    assert "/max_cost" in run("download", REJECTED_ID).complaint
    assert not Path(REJECTED_ID).exists()


def test_a_key_that_would_leave_the_folder_stops_the_download(run: Run, on_account: Account, tmp_path: Path) -> None:
    campaign = new_campaign(1)
    finish(on_account, campaign, product_records(campaign), variant_in())
    on_account.put(f"output/{CAMPAIGN_ID}/../../evil.sh", b"x")
    assert "would be written outside" in run("download", CAMPAIGN_ID, "--to", "a/b").complaint
    assert not (tmp_path / "evil.sh").exists()
    assert not list(tmp_path.rglob("*.jpg"))


def test_a_folder_that_is_a_file_is_said(run: Run, on_account: Account, tmp_path: Path) -> None:
    campaign = new_campaign(1)
    finish(on_account, campaign, product_records(campaign), variant_in())
    (tmp_path / "taken").write_text("")
    assert "can't be written" in run("download", CAMPAIGN_ID, "--to", "taken").complaint


def test_the_table_is_not_needed(run: Run, on_account: Account) -> None:
    campaign = new_campaign(1)
    finish(on_account, campaign, product_records(campaign), variant_in())
    assert run("download", CAMPAIGN_ID, "--bucket", BUCKET).code == 0


def test_folders_that_somebody_made_in_the_console_are_no_files(run: Run, on_account: Account, tmp_path: Path) -> None:
    campaign = new_campaign(1)
    finish(on_account, campaign, product_records(campaign), variant_in())
    for made in ("", "approved/", "variants/"):
        on_account.put(f"output/{CAMPAIGN_ID}/{made}", b"")
    result = run("download", CAMPAIGN_ID)
    assert (result.code, result.out.splitlines()[0]) == (0, f"2 files in {CAMPAIGN_ID}"), result.err
    assert (tmp_path / CAMPAIGN_ID / "variants/bottle-0-instagram-square.jpg").is_file()
