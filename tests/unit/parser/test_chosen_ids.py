"""Uploads whose key names the campaign's id: one upload has it, whatever comes, in whatever order."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_plus

import pytest

from operations.standing import rejection
from services.parser.intake import Intake
from shared import keys
from shared.costs import DEFAULT_RATES
from shared.uploads import notification
from tests.unit.conftest import BUCKET, Account, Announcing

BRIEF = {"campaign_name": "Summer", "campaign_message": "Stay cool", "products": ["Flask", "Lamp"]}
CHOSEN = "by-id/spring.json"


@pytest.fixture
def intake(account: Account) -> Announcing:
    stage = account.stage("parser")
    return Announcing(stage, Intake(stage, DEFAULT_RATES))


def _uploaded(account: Account, brief: object, filename: str, **metadata: str) -> str:
    """The notification that S3 sends for the upload."""
    key, body = keys.BRIEFS_PREFIX + filename, json.dumps(brief).encode()
    version = account.s3.put_object(Bucket=BUCKET, Key=key, Body=body, Metadata=metadata)["VersionId"]
    entity = {"key": quote_plus(key, safe="/"), "versionId": version}
    record = {"eventTime": "2026-11-23T09:30:15.000Z", "s3": {"bucket": {"name": BUCKET}, "object": entity}}
    return json.dumps({"Records": [record]})


def _campaigns(account: Account) -> set[str]:
    """The ids under which products were announced."""
    events = [event["detail"] for event in account.heard() if event["detail-type"] == "BriefValidated"]
    return {detail["data"]["campaign"]["campaign_id"] for detail in events}


def _rejections(account: Account) -> dict[str, list[str]]:
    """The codes of each rejection in the bucket, by the campaign's id."""
    found = (account.json_at(key) for key in account.keys("output/rejected/"))
    return {each["campaign_id"]: [problem["code"] for problem in each["problems"]] for each in found}


def test_an_upload_below_by_id_has_the_id_of_its_key_however_often_it_is_delivered(
    account: Account, intake: Announcing
) -> None:
    told = _uploaded(account, BRIEF, CHOSEN)
    intake.take(told)
    intake.take(told)
    intake.give_up(told, RuntimeError("too late"))
    assert _campaigns(account) == {"spring"}
    assert _rejections(account) == {}


@pytest.mark.parametrize(("first", "second"), [(2, 2), (2, 200), (120, 2)])
@pytest.mark.parametrize("key", ["by-id/spring.json", "by-id/spring.yaml"])
def test_an_id_belongs_to_the_first_upload_and_the_second_is_refused_under_another(
    account: Account, intake: Announcing, key: str, first: int, second: int
) -> None:
    intake.take(_uploaded(account, {**BRIEF, "products": [f"A{n}" for n in range(first)]}, CHOSEN))
    intake.take(_uploaded(account, {**BRIEF, "products": [f"B{n}" for n in range(second)]}, key))
    [(refused, codes)] = _rejections(account).items()
    assert codes == ["id_taken"]
    assert refused.startswith("spring-20261123-093015-")
    _, kept = account.campaigns.whole("spring")
    assert [product.plan.name for product in kept] == [f"A{n}" for n in range(first)]


def test_a_brief_that_was_given_up_unread_has_its_id_when_it_is_read_again(
    account: Account, intake: Announcing
) -> None:
    intake.give_up(_uploaded(account, BRIEF, CHOSEN), RuntimeError("S3 is away"))
    refused = rejection(account.s3, BUCKET, "spring")
    assert refused
    intake.take(notification(refused.brief, refused.campaign_id))
    assert _campaigns(account) == {"spring"}
    assert _rejections(account) == {}


def test_an_id_stays_with_the_upload_that_was_refused_under_it(account: Account, intake: Announcing) -> None:
    intake.take(_uploaded(account, {**BRIEF, "products": []}, CHOSEN))
    intake.take(_uploaded(account, BRIEF, "by-id/spring.yaml"))
    intake.give_up(_uploaded(account, BRIEF, "by-id/spring.csv"), RuntimeError("no time"))
    rejections = _rejections(account)
    assert "id_taken" not in rejections.pop("spring")
    assert list(rejections.values()) == [["id_taken"], ["id_taken"]]
    assert account.campaigns.campaign("spring") is None


@pytest.mark.parametrize("products", [2, 120])
def test_two_uploads_that_chose_an_id_at_once_are_one_campaign_and_one_rejection(
    account: Account, intake: Announcing, monkeypatch: pytest.MonkeyPatch, products: int
) -> None:
    """The second comes after the first has looked whether the id is free, and before it has taken it."""
    slow = _uploaded(account, {**BRIEF, "products": [f"A{n}" for n in range(products)]}, CHOSEN)
    meanwhile = [_uploaded(account, BRIEF, "by-id/spring.yaml")]
    read = intake.stage.s3.get_object

    def delayed(**named: Any) -> Any:
        answer = read(**named)
        if named["Key"].endswith(CHOSEN) and meanwhile:
            intake.take(meanwhile.pop())
        return answer

    monkeypatch.setattr(intake.stage.s3, "get_object", delayed)
    intake.take(slow)
    campaign, kept = account.campaigns.whole("spring")
    assert campaign.brief.key.endswith("spring.yaml")
    assert [product.plan.name for product in kept] == ["Flask", "Lamp"]
    assert list(_rejections(account).values()) == [["id_taken"]]


@pytest.mark.parametrize("name", ["Spring", "a b", "x/y", "plans", "rejected", "a" * 41, "a-20261123-093015-0a1b2c"])
def test_a_key_that_can_be_no_id_is_refused_under_an_id_of_the_usual_kind(
    account: Account, intake: Announcing, name: str
) -> None:
    intake.take(_uploaded(account, BRIEF, f"by-id/{name}.json"))
    [(campaign_id, codes)] = _rejections(account).items()
    assert codes == ["id_invalid"]
    assert "-20261123-093015-" in campaign_id


@pytest.mark.parametrize(("filename", "kept"), [(CHOSEN, "ann"), ("spring.json", None)])
def test_who_asked_is_believed_only_below_by_id(
    account: Account, intake: Announcing, filename: str, kept: str | None
) -> None:
    intake.take(_uploaded(account, BRIEF, filename, **{"requested-by": "ann"}))
    [campaign_id] = _campaigns(account)
    campaign = account.campaigns.campaign(campaign_id)
    assert campaign
    assert campaign.requested_by == kept
    assert account.json_at(keys.manifest(campaign_id))["requested_by"] == kept
