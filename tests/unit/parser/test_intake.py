"""The parser with its real clients, on an AWS in memory: briefs as people write them go in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_plus

import pytest

from briefs.documents import MAX_BYTES
from services.parser.intake import Intake
from shared import keys
from shared.costs import DEFAULT_RATES
from shared.publisher import EventsNotPublished
from shared.uploads import NotificationUnreadable
from tests.unit.campaign_samples import LATER, failure, image
from tests.unit.conftest import BUCKET, Account, Announcing

BRIEF = {
    "campaign_name": "Summer",
    "campaign_message": "Stay cool",
    "products": [{"name": "Flask", "existing_assets": "acme/flask/"}, {"name": "Lamp"}],
}


@pytest.fixture
def intake(account: Account) -> Announcing:
    stage = account.stage("parser")
    return Announcing(stage, Intake(stage, DEFAULT_RATES))


def _uploaded(account: Account, brief: object, filename: str = "brief.json") -> str:
    """The notification that S3 sends for the upload."""
    body = brief if isinstance(brief, bytes) else json.dumps(brief).encode()
    version = account.put(keys.BRIEFS_PREFIX + filename, body)
    entity = {"key": quote_plus(keys.BRIEFS_PREFIX + filename, safe="/"), "versionId": version, "size": len(body)}
    record = {
        "eventTime": "2026-11-23T09:30:15.000Z",
        "s3": {"bucket": {"name": BUCKET}, "object": entity},
    }
    return json.dumps({"Records": [record]})


def _data(account: Account, kind: str) -> list[dict[str, Any]]:
    return [event["detail"]["data"] for event in account.heard() if event["detail-type"] == kind]


def test_each_product_of_an_accepted_brief_is_announced_with_the_source_of_its_picture(
    account: Account, intake: Announcing
) -> None:
    account.put("existing-assets/acme/flask/product.png", b"png")
    intake.take(_uploaded(account, BRIEF))
    flask, lamp = _data(account, "BriefValidated")
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
    intake.take(_uploaded(account, BRIEF, "été + 100%.json"))
    assert {data["brief"]["key"] for data in _data(account, "BriefValidated")} == {
        "input/campaign-briefs/été + 100%.json"
    }


def test_a_redelivery_announces_only_what_no_stage_has_acted_on(account: Account, intake: Announcing) -> None:
    notification = _uploaded(account, {**BRIEF, "products": ["A", "B", "C"]})
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
    notification = _uploaded(account, BRIEF)
    intake.take(notification)
    before = _data(account, "BriefValidated")
    account.put("existing-assets/acme/flask/product.png", b"png")
    intake.take(notification)
    assert _data(account, "BriefValidated") == before


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
    intake.take(_uploaded(account, {**BRIEF, "products": [{"name": "Flask", "existing_assets": wanted}]}))
    [data] = _data(account, "BriefValidated")
    assert data["product"]["asset_key"] == (keys.ASSETS_PREFIX + found if found else None)


def test_a_missing_asset_is_noted_where_the_brief_names_it(account: Account, intake: Announcing) -> None:
    intake.take(_uploaded(account, {"campaignName": "S", "message": "m", "items": [{"title": "A", "image": "a.png"}]}))
    [manifest] = account.keys("output/brief-")
    notes = {note["pointer"]: note["text"] for note in account.json_at(manifest)["notes"]}
    assert "/items/0/image" in notes
    assert "a new picture is generated for A" in notes["/items/0/image"]


def test_thousands_of_missing_assets_are_noted_as_far_as_a_campaign_can_keep_them(
    account: Account, intake: Announcing
) -> None:
    missing = [f"acme/{'deep/' * 34}{n}.png" for n in range(20)]
    products = [{"name": f"Flask {n}", "existing_assets": missing} for n in range(200)]
    intake.take(_uploaded(account, {**BRIEF, "products": products}))
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
    intake.take(_uploaded(account, {**BRIEF, "logo": "acme/logo.png"}))
    assert {data["campaign"]["logo_key"] for data in _data(account, "BriefValidated")} == {None}
    [manifest] = account.keys("output/brief-")
    assert any("existing-assets/acme/logo.png" in note["text"] for note in account.json_at(manifest)["notes"])


def test_a_folder_of_several_pictures_is_refused_where_the_brief_names_it(account: Account, intake: Announcing) -> None:
    account.put("existing-assets/acme/flask/a.png", b"x")
    account.put("existing-assets/acme/flask/b.png", b"x")
    intake.take(_uploaded(account, BRIEF))
    [data] = _data(account, "BriefRejected")
    [problem] = data["problems"]
    assert (problem["pointer"], problem["code"]) == ("/products/0/existing_assets", "ambiguous_asset")
    assert "a.png, b.png" in problem["found"]


def test_a_refused_brief_is_written_down_and_a_redelivery_repeats_the_same_event(
    account: Account, intake: Announcing
) -> None:
    notification = _uploaded(account, {"campaign_name": "Refused", "products": []})
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
    intake.take(_uploaded(account, {**BRIEF, "products": products, "brand_colors": [f"x{n}" for n in range(12)]}))
    [data] = _data(account, "BriefRejected")
    assert data["problem_count"] == 212
    assert len(data["problems"]) == 100
    assert len(account.json_at(data["rejection_key"])["problems"]) == 212


def test_a_brief_whose_problems_would_burst_an_event_is_announced_with_the_first_of_them(
    account: Account, intake: Announcing
) -> None:
    nested: object = 1
    for depth in range(60):
        nested = {"\u4e00" * 99 + str(depth)[0]: nested, "y" * 101: 1}
    intake.take(_uploaded(account, {**BRIEF, "products": nested}))
    [rejected] = account.heard()
    data = rejected["detail"]["data"]
    assert 0 < len(data["problems"]) < data["problem_count"] == len(account.json_at(data["rejection_key"])["problems"])
    assert len(json.dumps(rejected["detail"], ensure_ascii=False).encode()) < 256_000


def test_a_brief_of_more_than_a_megabyte_is_refused_without_reading_it_all(
    account: Account, intake: Announcing
) -> None:
    intake.take(_uploaded(account, b" " * (MAX_BYTES + 10)))
    [data] = _data(account, "BriefRejected")
    assert [problem["code"] for problem in data["problems"]] == ["too_large"]


def test_a_campaign_has_one_id_whether_its_brief_can_still_be_read_or_not(account: Account, intake: Announcing) -> None:
    notification = _uploaded(account, BRIEF, "Spring & Summer.json")
    intake.take(notification)
    [campaign_id] = {data["campaign"]["campaign_id"] for data in _data(account, "BriefValidated")}
    assert campaign_id.startswith("spring-summer-20261123-093015-")
    version = json.loads(notification)["Records"][0]["s3"]["object"]["versionId"]
    account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "Spring & Summer.json", VersionId=version)
    intake.take(notification)
    assert {data["campaign"]["campaign_id"] for data in _data(account, "BriefValidated")} == {campaign_id}


def test_an_upload_that_is_deleted_before_it_is_read_is_answered(account: Account, intake: Announcing) -> None:
    notification = _uploaded(account, BRIEF)
    version = json.loads(notification)["Records"][0]["s3"]["object"]["versionId"]
    account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "brief.json", VersionId=version)
    intake.take(notification)
    [data] = _data(account, "BriefRejected")
    assert [problem["code"] for problem in data["problems"]] == ["gone"]


def test_an_overwritten_brief_is_read_in_the_version_that_was_announced(account: Account, intake: Announcing) -> None:
    notification = _uploaded(account, BRIEF)
    account.put(keys.BRIEFS_PREFIX + "brief.json", b"broken")
    intake.take(notification)
    assert len(_data(account, "BriefValidated")) == 2


def test_an_accepted_brief_whose_announcement_fails_in_every_try_is_announced_and_none_of_its_products_fails(
    account: Account,
) -> None:
    stage = account.stage("parser")
    handler, notification = stage.handler(Intake(stage, DEFAULT_RATES)), _uploaded(account, _products(25))
    requests = iter(range(1000))

    def refuse(**_: object) -> None:
        if next(requests) in (1, 3, 5):  # the second ten of each try
            raise EventsNotPublished("an error that nobody foresaw")

    stage.publisher._client.meta.events.register("provide-client-params.events.PutEvents", refuse)
    assert account.deliver(handler, notification)
    told = {event["detail"]["metadata"]["event_id"]: event["detail-type"] for event in account.heard()}
    assert list(told.values()) == ["BriefValidated"] * 25
    [dead] = account.sqs.receive_message(QueueUrl=account.dlq_url)["Messages"]
    assert dead["Body"] == notification


def test_the_end_of_an_accepted_brief_fails_no_product_that_a_later_stage_is_working_on(
    account: Account, intake: Announcing
) -> None:
    notification = _uploaded(account, _products(3))
    intake.take(notification)
    [campaign_id] = {event["detail"]["metadata"]["correlation_id"] for event in account.heard()}
    account.campaigns.image_ready(account.campaigns.product(campaign_id, 0), image(), LATER)
    account.campaigns.settle_failed(account.campaigns.product(campaign_id, 1), failure())
    intake.give_up(notification, RuntimeError("a bug"))
    assert [data["product"]["index"] for data in _data(account, "BriefValidated")] == [2]
    _, products = account.campaigns.whole(campaign_id)
    assert [product.status for product in products] == ["image_ready", "failed", "pending"]


def test_a_product_that_yesterdays_parser_failed_is_announced_all_the_same(
    account: Account, intake: Announcing
) -> None:
    notification = _uploaded(account, BRIEF)
    intake.take(notification)
    [campaign_id] = {event["detail"]["metadata"]["correlation_id"] for event in account.heard()}
    given_up = failure("not_announced").model_copy(update={"stage": "parser", "retryable": True})
    account.campaigns.settle_failed(account.campaigns.product(campaign_id, 0), given_up)
    intake.give_up(notification, RuntimeError("a bug"))
    assert len(_data(account, "BriefValidated")) == 2


class _Killed(BaseException):
    """The function's process is gone: nothing of it runs any more."""


@pytest.mark.parametrize("transactions", [0, 1, 2])
@pytest.mark.parametrize("gone", [True, False])
def test_a_large_brief_is_of_one_plan_whatever_changes_while_its_parser_dies_between_two_transactions(
    account: Account, intake: Announcing, transactions: int, gone: bool
) -> None:
    products = [{"name": f"Flask {n}", "existing_assets": f"acme/{n}.png"} for n in range(200)]
    notification = _uploaded(account, {**BRIEF, "products": products})
    made = iter(range(1000))

    def die(**_: object) -> None:
        if next(made) == transactions:
            raise _Killed

    client = intake.stage.dynamodb
    client.meta.events.register("provide-client-params.dynamodb.TransactWriteItems", die)
    with pytest.raises(_Killed):
        intake.take(notification)
    for n in range(200):
        account.put(f"{keys.ASSETS_PREFIX}acme/{n}.png", b"png")
    if gone:
        version = json.loads(notification)["Records"][0]["s3"]["object"]["versionId"]
        account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "brief.json", VersionId=version)
    intake.take(notification)
    told = _data(account, "BriefValidated")
    assert [data["product"]["image_source"] for data in told] == ["generate"] * 200
    campaign = account.campaigns.campaign(told[0]["campaign"]["campaign_id"])
    assert campaign is not None
    assert campaign.estimated_cost == 200 * DEFAULT_RATES.product(generated=True, rendered=True)


def test_the_version_of_each_asset_is_part_of_the_plan(account: Account, intake: Announcing) -> None:
    flask = account.put("existing-assets/acme/flask/product.png", b"png")
    logo = account.put("existing-assets/acme/logo.png", b"png")
    intake.take(_uploaded(account, {**BRIEF, "logo": "acme/logo.png"}))
    reused, generated = _data(account, "BriefValidated")
    assert (reused["product"]["asset_version"], generated["product"]["asset_version"]) == (flask, None)
    assert reused["campaign"]["logo_version"] == logo


def _products(count: int) -> dict[str, Any]:
    return {**BRIEF, "products": [f"Flask {n}" for n in range(count)]}


def test_after_the_last_receive_of_an_unread_brief_its_author_gets_a_reason(
    account: Account, intake: Announcing
) -> None:
    intake.give_up(_uploaded(account, BRIEF), RuntimeError("S3 is away"))
    [data] = _data(account, "BriefRejected")
    assert [problem["code"] for problem in data["problems"]] == ["unforeseen"]
    assert "RuntimeError" in data["problems"][0]["found"]


def test_once_our_trouble_is_over_a_redrive_tells_the_briefs_own_problems(account: Account, intake: Announcing) -> None:
    notification = _uploaded(account, {**BRIEF, "products": []})
    intake.give_up(notification, RuntimeError("S3 is away"))
    intake.take(notification)
    ours, theirs = account.heard()
    assert ours["detail"]["metadata"]["event_id"] != theirs["detail"]["metadata"]["event_id"]
    assert [problem["pointer"] for problem in theirs["detail"]["data"]["problems"]] == ["/products"]
    written = account.json_at(theirs["detail"]["data"]["rejection_key"])
    assert [problem["pointer"] for problem in written["problems"]] == ["/products"]


def test_a_brief_that_a_redrive_accepts_is_no_longer_among_the_rejected(account: Account, intake: Announcing) -> None:
    notification = _uploaded(account, BRIEF)
    intake.give_up(notification, RuntimeError("S3 is away"))
    [rejected] = _data(account, "BriefRejected")
    assert account.json_at(rejected["rejection_key"])["problems"]
    intake.take(notification)
    assert len(_data(account, "BriefValidated")) == 2
    left = account.s3.list_objects_v2(Bucket=BUCKET, Prefix=keys.REJECTED_PREFIX)
    assert left["KeyCount"] == 0
