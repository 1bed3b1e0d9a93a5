"""The parser with its real clients, on an AWS in memory: briefs as people write them go in."""

from __future__ import annotations

import json

import pytest

from briefs.documents import MAX_BYTES
from shared import keys
from shared.uploads import NotificationUnreadable
from tests.unit.campaign_samples import LATER, failure, image
from tests.unit.conftest import BUCKET, Account, Announcing
from tests.unit.parser.uploaded import BRIEF, announced, uploaded


def test_each_product_of_an_accepted_brief_is_announced_with_the_source_of_its_picture(
    account: Account, intake: Announcing
) -> None:
    account.put("existing-assets/acme/flask/product.png", b"png")
    intake.take(uploaded(account, BRIEF))
    flask, lamp = announced(account, "BriefValidated")
    assert flask["product"]["asset_key"] == "existing-assets/acme/flask/product.png"
    assert (flask["product"]["image_source"], lamp["product"]["image_source"]) == ("existing", "generate")
    assert flask["campaign"]["campaign_id"].startswith("brief-20261123-093015-")
    [manifest] = account.keys("output/brief-")
    written = account.json_at(manifest)
    assert (written["status"], written["estimated_cost"], written["pending_count"]) == ("processing", 0.42, 2)


def test_the_test_event_that_s3_sends_first_is_acknowledged(account: Account, intake: Announcing) -> None:
    intake.take(json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": BUCKET}))
    assert account.heard() == []


@pytest.mark.parametrize("body", ["no json", "[]", '{"Records": [{}]}', '{"Records": 3}'])
def test_a_message_that_is_no_notification_is_an_error_for_the_dead_letter_queue(intake: Announcing, body: str) -> None:
    with pytest.raises(NotificationUnreadable, match="expected an S3 event notification"):
        intake.take(body)


def test_a_key_arrives_url_encoded_and_is_read_as_it_was_written(account: Account, intake: Announcing) -> None:
    intake.take(uploaded(account, BRIEF, "été + 100%.json"))
    assert {data["brief"]["key"] for data in announced(account, "BriefValidated")} == {
        "input/campaign-briefs/été + 100%.json"
    }


def test_a_redelivery_announces_only_what_no_stage_has_acted_on(account: Account, intake: Announcing) -> None:
    notification = uploaded(account, {**BRIEF, "products": ["A", "B", "C"]})
    intake.take(notification)
    first = account.heard()
    campaign_id = first[0]["detail"]["metadata"]["correlation_id"]
    account.campaigns.image_ready(account.campaigns.product(campaign_id, 0), image(), LATER)
    account.campaigns.settle_failed(account.campaigns.product(campaign_id, 1), failure())
    intake.take(notification)
    assert [event["detail"] for event in account.heard()] == [first[2]["detail"]]


def test_what_the_first_delivery_decided_stands_even_if_the_assets_changed_since(
    account: Account, intake: Announcing
) -> None:
    notification = uploaded(account, BRIEF)
    intake.take(notification)
    before = announced(account, "BriefValidated")
    account.put("existing-assets/acme/flask/product.png", b"png")
    intake.take(notification)
    assert announced(account, "BriefValidated") == before


@pytest.mark.parametrize(
    ("stored", "wanted", "found"),
    [
        (["acme/flask/product.png", "acme/flask/other.png"], "acme/flask/", "acme/flask/product.png"),
        (
            [*(f"acme/flask/{n:03d}.png" for n in range(201)), "acme/flask/product.png"],
            "acme/flask/",
            "acme/flask/product.png",
        ),
        (["acme/flask/product.png"], "acme/flask", "acme/flask/product.png"),
        (["acme/flask/only.webp", "acme/flask/notes.txt"], "acme/flask/", "acme/flask/only.webp"),
        (["acme/flask.jpg"], "acme/flask.jpg", "acme/flask.jpg"),
        (["acme/flask.jpg"], "existing-assets/acme/flask.jpg", "acme/flask.jpg"),
        (["b.png"], ["a.png", "b.png"], "b.png"),
        (["acme/flask/sub/product.png"], "acme/flask/", None),
        ([], "acme/flask.jpg", None),
    ],
)
def test_an_asset_is_found_as_a_file_in_a_folder_or_as_its_only_picture(
    account: Account, intake: Announcing, stored: list[str], wanted: object, found: str | None
) -> None:
    for path in stored:
        account.put(keys.ASSETS_PREFIX + path, b"x")
    intake.take(uploaded(account, {**BRIEF, "products": [{"name": "Flask", "existing_assets": wanted}]}))
    [data] = announced(account, "BriefValidated")
    assert data["product"]["asset_key"] == (keys.ASSETS_PREFIX + found if found else None)


def test_a_missing_asset_is_noted_where_the_brief_names_it(account: Account, intake: Announcing) -> None:
    intake.take(uploaded(account, {"campaignName": "S", "message": "m", "items": [{"title": "A", "image": "a.png"}]}))
    [manifest] = account.keys("output/brief-")
    notes = {note["pointer"]: note["text"] for note in account.json_at(manifest)["notes"]}
    assert "/items/0/image" in notes
    assert "a new picture is generated for A" in notes["/items/0/image"]


def test_thousands_of_missing_assets_are_noted_as_far_as_a_campaign_can_keep_them(
    account: Account, intake: Announcing
) -> None:
    missing = [f"acme/{'deep/' * 34}{n}.png" for n in range(20)]
    products = [{"name": f"Flask {n}", "existing_assets": missing} for n in range(200)]
    intake.take(uploaded(account, {**BRIEF, "products": products}))
    [manifest] = account.keys("output/brief-")
    notes = account.json_at(manifest)["notes"]
    campaign_id = account.json_at(manifest)["campaign_id"]
    campaign = account.campaigns.campaign(campaign_id)
    assert campaign is not None
    assert len(json.dumps([note.model_dump() for note in campaign.notes])) < 60_000  # DynamoDB keeps 400 KB in a row
    assert len(campaign.notes) + campaign.more_notes == len(notes)
    account.manifests.write(campaign_id)
    assert account.json_at(manifest)["notes"] == notes  # settling the campaign loses none of them
    assert (notes[0]["pointer"], notes[-1]["pointer"]) == ("/products/0/existing_assets", "")
    assert notes[-1]["text"] == f"{4200 - len(notes) + 1} more notes of this kind left out"


def test_a_logo_that_is_not_there_is_noted_and_left_out(account: Account, intake: Announcing) -> None:
    intake.take(uploaded(account, {**BRIEF, "logo": "acme/logo.png"}))
    assert {data["campaign"]["logo_key"] for data in announced(account, "BriefValidated")} == {None}
    [manifest] = account.keys("output/brief-")
    assert any("existing-assets/acme/logo.png" in note["text"] for note in account.json_at(manifest)["notes"])


def test_a_folder_of_several_pictures_is_refused_where_the_brief_names_it(account: Account, intake: Announcing) -> None:
    account.put("existing-assets/acme/flask/a.png", b"x")
    account.put("existing-assets/acme/flask/b.png", b"x")
    intake.take(uploaded(account, BRIEF))
    [data] = announced(account, "BriefRejected")
    [problem] = data["problems"]
    assert (problem["pointer"], problem["code"]) == ("/products/0/existing_assets", "ambiguous_asset")
    assert "a.png, b.png" in problem["found"]


def test_a_refused_brief_is_written_down_and_a_redelivery_repeats_the_same_event(
    account: Account, intake: Announcing
) -> None:
    notification = uploaded(account, {"campaign_name": "Refused", "products": []})
    intake.take(notification)
    intake.take(notification)
    first, second = account.heard()
    assert first["detail"] == second["detail"]
    data = first["detail"]["data"]
    assert account.json_at(data["rejection_key"])["problems"] == data["problems"]
    assert {problem["pointer"] for problem in data["problems"]} == {"/campaign_message", "/products"}
    assert account.campaigns.campaign(data["campaign_id"]) is None


def test_a_brief_with_hundreds_of_problems_is_refused_in_one_event_that_points_to_all(
    account: Account, intake: Announcing
) -> None:
    products = [{"name": f"{n:0121}"} for n in range(200)]
    intake.take(uploaded(account, {**BRIEF, "products": products, "brand_colors": [f"x{n}" for n in range(12)]}))
    [data] = announced(account, "BriefRejected")
    assert data["problem_count"] == 212
    assert len(data["problems"]) == 100
    assert len(account.json_at(data["rejection_key"])["problems"]) == 212


def test_a_brief_whose_problems_would_burst_an_event_is_announced_with_the_first_of_them(
    account: Account, intake: Announcing
) -> None:
    nested: object = 1
    for depth in range(60):
        nested = {"\u4e00" * 99 + str(depth)[0]: nested, "y" * 101: 1}
    intake.take(uploaded(account, {**BRIEF, "products": nested}))
    [rejected] = account.heard()
    data = rejected["detail"]["data"]
    assert 0 < len(data["problems"]) < data["problem_count"] == len(account.json_at(data["rejection_key"])["problems"])
    assert len(json.dumps(rejected["detail"], ensure_ascii=False).encode()) < 256_000


def test_a_brief_of_more_than_a_megabyte_is_refused_without_reading_it_all(
    account: Account, intake: Announcing
) -> None:
    intake.take(uploaded(account, b" " * (MAX_BYTES + 10)))
    [data] = announced(account, "BriefRejected")
    assert [problem["code"] for problem in data["problems"]] == ["too_large"]


def test_a_campaign_has_one_id_whether_its_brief_can_still_be_read_or_not(account: Account, intake: Announcing) -> None:
    notification = uploaded(account, BRIEF, "Spring & Summer.json")
    intake.take(notification)
    [campaign_id] = {data["campaign"]["campaign_id"] for data in announced(account, "BriefValidated")}
    assert campaign_id.startswith("spring-summer-20261123-093015-")
    version = json.loads(notification)["Records"][0]["s3"]["object"]["versionId"]
    account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "Spring & Summer.json", VersionId=version)
    intake.take(notification)
    assert {data["campaign"]["campaign_id"] for data in announced(account, "BriefValidated")} == {campaign_id}


def test_an_upload_that_is_deleted_before_it_is_read_is_answered(account: Account, intake: Announcing) -> None:
    notification = uploaded(account, BRIEF)
    version = json.loads(notification)["Records"][0]["s3"]["object"]["versionId"]
    account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "brief.json", VersionId=version)
    intake.take(notification)
    [data] = announced(account, "BriefRejected")
    assert [problem["code"] for problem in data["problems"]] == ["gone"]


def test_an_overwritten_brief_is_read_in_the_version_that_was_announced(account: Account, intake: Announcing) -> None:
    notification = uploaded(account, BRIEF)
    account.put(keys.BRIEFS_PREFIX + "brief.json", b"broken")
    intake.take(notification)
    assert len(announced(account, "BriefValidated")) == 2
