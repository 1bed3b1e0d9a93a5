"""`creative submit` says what a brief will do and cost, and what becomes of its pictures, before any upload."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, interrupted_when, write_brief
from tests.pipeline.briefs import product_picture
from tests.unit.conftest import BUCKET, Account

RIESLING = product_picture()
UPLOADED = f"existing-assets/uploads/{hashlib.sha256(RIESLING).hexdigest()}/riesling.png"


@pytest.fixture
def wine(tmp_path: Path) -> str:
    """A brief with its picture beside it."""
    (tmp_path / "riesling.png").write_bytes(RIESLING)
    return str(write_brief(tmp_path, "wine.json", products=[{"name": "Riesling", "image": "./riesling.png"}]))


def _brief(account: Account) -> str:
    [key] = account.keys("input/")
    return account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()


@pytest.mark.usefixtures("parser_at_work")
def test_a_picture_beside_the_brief_is_uploaded_and_the_campaign_reuses_it(
    run: Run, on_account: Account, wine: str
) -> None:
    result = run("submit", wine, "--yes")
    assert result.code == 0, result.err
    assert "0.06 USD for 5 pictures at the default rates" in result.err
    assert "upload    Riesling: riesling.png" in result.err
    campaign, [product] = on_account.campaigns.whole(result.out.strip())
    assert (product.plan.image_source, product.plan.asset_key) == ("existing", UPLOADED)
    assert float(campaign.estimated_cost) == 0.06
    assert on_account.s3.get_object(Bucket=BUCKET, Key=UPLOADED)["Body"].read() == RIESLING


def test_the_brief_stays_its_authors_text_but_for_the_path(run: Run, on_account: Account, wine: str) -> None:
    run("submit", wine, "--yes", "--wait", "0")
    assert _brief(on_account) == Path(wine).read_text().replace("./riesling.png", UPLOADED[len("existing-assets/") :])


def test_without_a_terminal_nothing_is_uploaded_that_nobody_has_said_yes_to(
    run: Run, on_account: Account, wine: str
) -> None:
    result = run("submit", wine)
    assert result.complaint.startswith("Upload 1 picture that lies beside the brief?")
    assert "--yes" in result.complaint
    assert on_account.keys() == []


@pytest.mark.parametrize(("answer", "uploaded"), [("y\n", 2), ("n\n", 0), ("\n", 0)])
def test_at_a_terminal_it_asks(run: Run, on_account: Account, wine: str, answer: str, uploaded: int) -> None:
    result = run("submit", wine, "--wait", "0", answer=answer)
    assert "Upload 1 picture that lies beside the brief?" in result.err
    assert result.out == ""
    assert result.code == 1  # nobody reads it here, or it is not submitted
    assert len(on_account.keys()) == uploaded


def test_a_picture_that_was_uploaded_before_is_found_and_not_sent_again(
    run: Run, on_account: Account, wine: str
) -> None:
    on_account.put(UPLOADED, RIESLING)
    result = run("submit", wine, "--wait", "0")
    assert f"found     Riesling: {UPLOADED.removeprefix('existing-assets/')}" in result.err
    assert len(on_account.s3.list_object_versions(Bucket=BUCKET, Prefix="existing-assets/")["Versions"]) == 1
    assert UPLOADED.removeprefix("existing-assets/") in _brief(on_account)


def test_the_same_picture_at_the_path_itself_serves_as_it_is(run: Run, on_account: Account, wine: str) -> None:
    on_account.put("existing-assets/riesling.png", RIESLING)
    assert "found     Riesling: riesling.png" in run("submit", wine, "--wait", "0").err
    assert _brief(on_account) == Path(wine).read_text()


def test_of_two_pictures_with_one_path_the_one_beside_the_brief_is_meant(
    run: Run, on_account: Account, wine: str
) -> None:
    on_account.put("existing-assets/riesling.png", b"somebody else's")
    assert "upload    Riesling: riesling.png" in run("submit", wine, "--yes", "--wait", "0").err
    assert on_account.keys("existing-assets/") == ["existing-assets/riesling.png", UPLOADED]


def test_a_missing_picture_is_said_with_what_it_costs(run: Run, tmp_path: Path, on_account: Account) -> None:
    on_account.put("existing-assets/acme/Bottle.png", b"1")
    products = [{"name": "Bottle", "image": "acme/bottle.png"}, {"name": "Cap", "image": "acme/cap.png"}]
    result = run("submit", str(write_brief(tmp_path, products=products, logo="acme/logo.png")), "--dry-run")
    assert (result.code, result.out) == (0, "")
    assert "0.72 USD" in result.err
    assert (
        "missing   Bottle: acme/bottle.png lies neither in the bucket nor beside the brief "
        "(there is acme/Bottle.png: S3 tells upper from lower case): a new picture is generated"
    ) in result.err
    assert "missing   Cap: acme/cap.png lies neither" in result.err
    logo = "logo: acme/logo.png lies neither in the bucket nor beside the brief: the campaign comes without it"
    assert f"missing   {logo}" in result.err
    assert on_account.keys("input/") == []


def test_a_missing_picture_is_asked_about_at_a_terminal(run: Run, tmp_path: Path, on_account: Account) -> None:
    path = str(write_brief(tmp_path, products=[{"name": "Bottle", "image": "acme/bottle.png"}]))
    assert "Spend 0.36 USD?" in run("submit", path, "--wait", "0", answer="n\n").err
    assert on_account.keys() == []


def test_what_has_no_effect_is_said_before_the_upload(run: Run, tmp_path: Path, on_account: Account) -> None:
    path = write_brief(tmp_path, brand_colrs=["#ff0000"], campaign_message=None, message="Stay cool")
    result = run("submit", str(path), "--dry-run")
    assert "note      /brand_colrs: not understood: no effect; did you mean brand_colors?" in result.err
    assert f"`creative validate {path}` shows" in result.err
    assert on_account.keys() == []


@pytest.mark.parametrize(("options", "asked"), [((), True), (("--ask-above", "1.08"), False), (("--yes",), False)])
def test_a_campaign_that_costs_more_than_agreed_needs_a_yes(
    run: Run, tmp_path: Path, on_account: Account, options: tuple[str, ...], asked: bool
) -> None:
    path = str(write_brief(tmp_path, products=["A", "B", "C"]))
    result = run("submit", path, "--wait", "0", *options)
    assert ("Spend 1.08 USD?" in result.complaint) == asked
    assert len(on_account.keys()) == (0 if asked else 1)


def test_a_refused_brief_says_where_its_pictures_are_too(run: Run, tmp_path: Path, on_account: Account) -> None:
    """What made it dear is a picture that is not there."""
    path = write_brief(tmp_path, max_cost=0.1, products=[{"name": "Bottle", "image": "acme/bottle.png"}])
    result = run("submit", str(path))
    assert "missing   Bottle: acme/bottle.png" in result.err
    assert "/max_cost: found 0.1 USD, but 1 product (1 with a new picture: nothing lies at acme/bottle.png)" in (
        result.complaint
    )
    assert on_account.keys() == []


def test_an_uploaded_asset_that_nothing_refers_to_is_named(run: Run, tmp_path: Path, on_account: Account) -> None:
    (tmp_path / "a.png").write_bytes(product_picture())
    path = str(write_brief(tmp_path, products=[{"name": "Bottle", "image": "acme/bottle/"}]))
    assets = ("--asset", "a.png=acme/bottle/product.png", "--asset", "a.png=acme/bottel.png")
    result = run("submit", path, *assets, "--dry-run")
    assert "upload    Bottle: a.png, to acme/bottle/product.png" in result.err
    assert "unused    a.png: nothing in the brief refers to existing-assets/acme/bottel.png" in result.err
    assert "0.06 USD" in result.err
    assert on_account.keys() == []


@pytest.mark.parametrize("key", ["../x.png", "https://example.com/x.png", "acme/../../x.png", "existing-assets/"])
def test_a_key_that_no_brief_could_name_is_refused(run: Run, tmp_path: Path, on_account: Account, key: str) -> None:
    (tmp_path / "a.png").write_bytes(b"1")
    result = run("submit", str(write_brief(tmp_path)), "--asset", f"a.png={key}")
    assert f"found the key {key}; expected" in result.complaint
    assert on_account.keys() == []


def test_a_suffix_that_s3_would_not_announce_is_written_as_it_does(
    run: Run, tmp_path: Path, on_account: Account
) -> None:
    run("submit", str(write_brief(tmp_path, "mini.Json")), "--wait", "0")
    assert on_account.keys() == ["input/campaign-briefs/mini.json"]


def test_the_logo_beside_the_brief_goes_with_it(run: Run, tmp_path: Path, on_account: Account) -> None:
    (tmp_path / "logo.png").write_bytes(product_picture())
    result = run("submit", str(write_brief(tmp_path, logo="logo.png")), "--yes", "--wait", "0")
    assert "upload    logo: logo.png" in result.err
    [key] = on_account.keys("existing-assets/")
    assert json.loads(_brief(on_account))["logo"] == key.removeprefix("existing-assets/")


def test_a_picture_that_can_not_be_read_is_refused_before_anything_is_uploaded(
    run: Run, tmp_path: Path, on_account: Account
) -> None:
    (tmp_path / "bottle.png").write_bytes(b"%PDF-1.7 no picture")
    (tmp_path / "logo.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    path = write_brief(tmp_path, products=[{"name": "Bottle", "image": "bottle.png"}], logo="logo.png")
    result = run("submit", str(path), "--yes")
    assert "broken    Bottle: bottle.png: The file is a PDF document" in result.err
    assert "broken    logo: logo.png: The picture is a vector drawing (SVG)" in result.err
    assert "2 pictures that can't be read; nothing was uploaded" in result.complaint
    assert on_account.keys() == []


def test_ctrl_c_after_the_upload_says_that_the_campaign_goes_on(run: Run, tmp_path: Path, on_account: Account) -> None:
    """Before the id is known: no parser is at work."""
    with interrupted_when(lambda: on_account.keys("input/")):
        result = run("submit", str(write_brief(tmp_path)))
    assert result.code == 130
    assert "the campaign goes on: `creative status summer-` names it" in result.err
    assert on_account.keys("input/") == ["input/campaign-briefs/summer.json"]


@pytest.mark.usefixtures("parser_at_work")
def test_programs_get_all_that_was_said_as_json(run: Run, on_account: Account, wine: str) -> None:
    dry = json.loads(run("submit", wine, "--dry-run", "--json").out)
    assert (dry["campaign_id"], dry["cost"], dry["problems"]) == (None, 0.06, [])
    assert dry["pictures"] == [
        {"owner": "Riesling", "path": "riesling.png", "state": "beside", "key": UPLOADED, "alike": None}
    ]
    assert dry["uploads"] == [UPLOADED]
    told = json.loads(run("submit", wine, "--yes", "--json").out)
    assert on_account.campaigns.campaign(told["campaign_id"]) is not None
    refused = run("submit", str(write_brief(Path(wine).parent, products=[])), "--json")
    assert [problem["pointer"] for problem in json.loads(refused.out)["problems"]] == ["/products"]
    assert refused.code == 1


@pytest.mark.parametrize("text", ['{"message": "m", "products": ["A"]}', "message: m\nproducts: [A]\n"])
def test_a_brief_may_be_piped_in(run: Run, on_account: Account, text: str) -> None:
    assert "0.36 USD for 5 pictures" in run("submit", "-", "--wait", "0", piped=text).err
    [key] = on_account.keys("input/")
    assert key.startswith("input/campaign-briefs/brief.")
    assert _brief(on_account) == text
    assert "-: accepted" in run("validate", "-", piped=text).out


def test_a_text_that_nobody_has_written_yet_is_asked_about(run: Run, on_account: Account, tmp_path: Path) -> None:
    begun = str(write_brief(tmp_path, campaign_message="[YOUR MESSAGE]"))
    complaint = run("submit", begun).complaint
    assert complaint.startswith("Set a text that looks like a placeholder?")
    assert on_account.keys() == []
