"""Deleting under copies, crashes and every order of arrival: nothing of it is left or comes back, no other goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from operations.chosen_ids import ChosenIds, IdTaken
from operations.delete import CannotDelete, Deleting
from services.sweeper.deletions import Deletions
from shared import keys
from shared.campaigns.store import CampaignDeleted, CampaignUnknown
from shared.frozen import now
from shared.uploads import notification
from tests.operations.crashing import before, dying_everywhere, in_every_order
from tests.operations.stages import Envelope, Stages, routed
from tests.pipeline.briefs import product_picture
from tests.unit.campaign_samples import submitted
from tests.unit.conftest import BUCKET, TABLE, Account

_FLASK = {"name": "Flask", "existing_assets": "acme/flask.png"}
_LAMP = {"name": "Lamp"}
_ANN = "arn:aws:iam::1:user/ann"
_LATER = timedelta(minutes=16)


def _deleting(stages: Stages) -> Deleting:
    account = stages.account
    return Deleting(account.s3, BUCKET, account.campaigns, account.briefs)


def _delete(stages: Stages, campaign_id: str) -> None:
    deleting = _deleting(stages)
    deleting.run(deleting.planned(campaign_id), "r1", _ANN)


def _sweep(stages: Stages, campaign_id: str, after: timedelta = timedelta(0)) -> None:
    account = stages.account
    deletions = Deletions(account.briefs, account.dynamodb, TABLE, account.s3, BUCKET)
    deletions.go_on(campaign_id, now() + after, lambda: True)


def _completed(stages: Stages, *products: dict[str, str]) -> tuple[str, str, list[Envelope]]:
    """The campaign's id, the notification of its upload, and its events."""
    stages.account.put("existing-assets/acme/flask.png", product_picture())
    upload = stages.upload(*products)
    stages.take("parser", upload)
    told = stages.run()
    return told[0]["detail"]["metadata"]["correlation_id"], upload, told


def _versions(account: Account) -> dict[str, int]:
    """How many versions and markers lie at each key."""
    found: dict[str, int] = {}
    answer = account.s3.list_object_versions(Bucket=BUCKET)
    for each in [*answer.get("Versions", []), *answer.get("DeleteMarkers", [])]:
        found[str(each["Key"])] = found.get(str(each["Key"]), 0) + 1
    return found


def _rows(account: Account, of: str) -> list[tuple[str, str]]:
    """The keys of the rows that belong to a campaign."""
    rows = account.dynamodb.scan(TableName=TABLE, ConsistentRead=True)["Items"]
    return sorted((row["campaign_id"]["S"], row["sk"]["S"]) for row in rows if of in row["campaign_id"]["S"])


def _delivered(stages: Stages, upload: str, told: list[Envelope]) -> None:
    """Everything comes once more; fails where a stage does not acknowledge it."""
    messages = [("parser", upload)]
    messages += [(stage, json.dumps(event)) for event in told for stage in routed(event)]
    for stage, body in messages:
        made = stages.account.stage(stage)  # type: ignore[arg-type]
        assert stages.account.deliver(made.handler(stages.work(stage)), body)  # type: ignore[arg-type]


def test_nothing_of_a_deleted_campaign_is_left_and_nothing_of_others_goes(stages: Stages) -> None:
    account = stages.account
    other, _, _ = _completed(stages, _FLASK)
    campaign_id, _, _ = _completed(stages, _LAMP, _FLASK)
    account.manifests.write(campaign_id)  # an old version of it
    before_it = _versions(account)
    plan = _deleting(stages).planned(campaign_id)
    assert (plan.name, plan.status, plan.products) == ("Summer", "completed", 2)
    manifest = account.json_at(keys.manifest(campaign_id))
    lying = account.keys(keys.campaign_output(campaign_id))
    assert (plan.objects, plan.bytes > 0) == (len(lying), True)
    assert plan.pictures == sum(len(product["variants"]) for product in manifest["products"])
    assert float(plan.charged) == manifest["cost"]
    _delete(stages, campaign_id)
    _sweep(stages, campaign_id)
    left = _versions(account)
    assert not [key for key in left if campaign_id in key]
    gone = {key: count - left.get(key, 0) for key, count in before_it.items() if count != left.get(key, 0)}
    assert gone.pop("input/campaign-briefs/summer.json") == 1  # the same file was uploaded twice
    assert all(key.startswith(keys.campaign_output(campaign_id)) for key in gone)
    assert _rows(account, campaign_id) == [(f"BRIEF#{campaign_id}", "STANDING")]
    assert account.campaigns.campaign(other) is not None
    assert account.json_at(keys.manifest(other))["status"] == "completed"
    row = account.briefs.find(campaign_id)
    assert row
    assert (row.status, row.name, row.deleted_by) == ("deleting", "", _ANN)
    _sweep(stages, campaign_id, _LATER)
    row = account.briefs.find(campaign_id)
    assert row
    assert row.status == "deleted"


def test_whatever_comes_again_afterwards_is_acknowledged_and_makes_nothing(stages: Stages) -> None:
    campaign_id, upload, told = _completed(stages, _LAMP, _FLASK)
    _delete(stages, campaign_id)
    for _ in range(2):
        stages.account.heard()
        _delivered(stages, upload, told)
        assert stages.account.heard() == []
        _sweep(stages, campaign_id)
        assert _rows(stages.account, campaign_id) == [(f"BRIEF#{campaign_id}", "STANDING")]
        assert not [key for key in _versions(stages.account) if campaign_id in key]
    assert stages.bedrock.paid == 1
    with pytest.raises(CampaignDeleted, match=f"was deleted on .* by {_ANN}"):
        stages.redriving.planned(campaign_id, now())


def test_ten_people_delete_it_once(stages: Stages) -> None:
    campaign_id, _, _ = _completed(stages, _FLASK)
    deleting = _deleting(stages)
    plan = deleting.planned(campaign_id)
    with ThreadPoolExecutor(10) as people:
        tombstones = set(people.map(lambda n: deleting.run(plan, f"r{n}", f"p{n}"), range(10)))
    assert len(tombstones) == 1


@pytest.mark.parametrize("order", in_every_order("upload", "events", "sweep"))
def test_in_every_order_nothing_is_left(stages: Stages, order: tuple[str, ...]) -> None:
    campaign_id, upload, told = _completed(stages, _LAMP)
    _delete(stages, campaign_id)
    steps: dict[str, Callable[[], None]] = {
        "upload": lambda: _delivered(stages, upload, []),
        "events": lambda: _delivered(stages, upload, told),
        "sweep": lambda: _sweep(stages, campaign_id),
    }
    for step in order * 2:
        steps[step]()
    _sweep(stages, campaign_id, _LATER)
    row = stages.account.briefs.find(campaign_id)
    assert row
    assert row.status == "deleted"
    assert not [key for key in _versions(stages.account) if campaign_id in key]


def test_whoever_dies_while_deleting_may_delete_again_and_a_sweep_that_dies_is_made_good(stages: Stages) -> None:
    """Before each call of AWS, of the one who asks, and of the sweeper."""
    campaign_id, _, _ = _completed(stages, _LAMP)
    dying_everywhere(stages.account, lambda: _delete(stages, campaign_id))
    dying_everywhere(stages.account, lambda: _sweep(stages, campaign_id))
    dying_everywhere(stages.account, lambda: _sweep(stages, campaign_id, _LATER))
    row = stages.account.briefs.find(campaign_id)
    assert row
    assert row.status == "deleted"
    assert not [key for key in _versions(stages.account) if campaign_id in key]
    assert _rows(stages.account, campaign_id) == [(f"BRIEF#{campaign_id}", "STANDING")]


def test_what_a_function_writes_that_had_begun_before_goes_with_a_later_sweep(stages: Stages) -> None:
    """A redrive renders the flask; it is deleted, and swept, while its pictures are being written."""
    stages.account.put("existing-assets/acme/flask.png", b"no picture")
    stages.take("parser", stages.upload(_FLASK))
    told = stages.run()
    campaign_id = told[0]["detail"]["metadata"]["correlation_id"]
    _make_retryable(stages, campaign_id)
    version = stages.account.put("existing-assets/acme/flask.png", product_picture())
    announced = json.dumps(told[0]).replace(str(told[0]["detail"]["data"]["product"]["asset_version"]), version)

    def deleted_meanwhile() -> None:
        _delete(stages, campaign_id)
        _sweep(stages, campaign_id)

    with before("s3.PutObject", deleted_meanwhile):
        made = stages.account.stage("variants")
        assert stages.account.deliver(made.handler(stages.work("variants")), announced)
    assert [key for key in _versions(stages.account) if campaign_id in key]
    _sweep(stages, campaign_id, _LATER)
    row = stages.account.briefs.find(campaign_id)
    assert row
    assert row.status == "deleting"  # something was found: the next sweep looks again
    _sweep(stages, campaign_id, _LATER)
    assert not [key for key in _versions(stages.account) if campaign_id in key]
    assert _rows(stages.account, campaign_id) == [(f"BRIEF#{campaign_id}", "STANDING")]


def _make_retryable(stages: Stages, campaign_id: str) -> None:
    stages.account.dynamodb.update_item(
        TableName=TABLE,
        Key={"campaign_id": {"S": campaign_id}, "sk": {"S": "PRODUCT#0000"}},
        UpdateExpression="SET failure.retryable = :yes",
        ExpressionAttributeValues={":yes": {"BOOL": True}},
    )


def test_without_time_the_rest_is_left_to_the_next_sweep(stages: Stages) -> None:
    campaign_id, _, _ = _completed(stages, _FLASK)
    _delete(stages, campaign_id)
    account, left = stages.account, iter([True, False])
    deletions = Deletions(account.briefs, account.dynamodb, TABLE, account.s3, BUCKET)
    deletions.go_on(campaign_id, now(), lambda: next(left))
    assert account.keys(keys.campaign_output(campaign_id))
    _sweep(stages, campaign_id)
    assert not [key for key in _versions(account) if campaign_id in key]


def test_a_refused_brief_is_deleted_and_its_redelivery_acknowledged(stages: Stages) -> None:
    upload = stages.upload()
    stages.take("parser", upload)
    [told] = stages.account.heard()
    campaign_id = told["detail"]["data"]["campaign_id"]
    assert _deleting(stages).planned(campaign_id).status == "rejected"
    _delete(stages, campaign_id)
    _sweep(stages, campaign_id)
    _delivered(stages, upload, [])
    assert stages.account.heard() == []
    assert not [key for key in _versions(stages.account) if campaign_id in key or "briefs/" in key]


def test_what_is_on_its_way_or_unread_or_unknown_is_not_deleted(stages: Stages) -> None:
    stages.take("parser", stages.upload(_LAMP))
    [told] = stages.account.heard()
    with pytest.raises(CannotDelete, match="is on its way: cancel it"):
        _delete(stages, told["detail"]["metadata"]["correlation_id"])
    stages.account.briefs.submit(submitted("fresh", now()))
    with pytest.raises(CannotDelete, match="submitted and not read yet"):
        _delete(stages, "fresh")
    with pytest.raises(CampaignUnknown):
        _delete(stages, "nobody")
    stages.account.briefs.submit(submitted("stale", now() - timedelta(hours=2)))
    _delete(stages, "stale")
    with pytest.raises(CampaignDeleted):
        _delete(stages, "stale")


def test_a_campaign_that_moved_since_it_was_looked_at_is_not_deleted(stages: Stages) -> None:
    campaign_id, _, _ = _completed(stages, _FLASK)
    plan = _deleting(stages).planned(campaign_id)
    stages.account.dynamodb.update_item(
        TableName=TABLE,
        Key={"campaign_id": {"S": campaign_id}, "sk": {"S": "META"}},
        UpdateExpression="SET campaign_status = :processing",
        ExpressionAttributeValues={":processing": {"S": "processing"}},
    )
    with pytest.raises(CannotDelete, match="has changed this moment"):
        _deleting(stages).run(plan, "r1", None)
    assert stages.account.campaigns.campaign(campaign_id) is not None


def test_the_id_of_what_is_deleted_is_not_given_again(stages: Stages) -> None:
    account, key = stages.account, keys.chosen_brief("spring", ".yaml")
    account.briefs.submit(submitted("spring", now() - timedelta(hours=2)))
    _delete(stages, "spring")
    with pytest.raises(IdTaken, match=r"spring was deleted on .* and its id is not given again"):
        ChosenIds(account.s3, BUCKET, account.briefs).refuse_taken("spring")
    row = account.briefs.find("spring")
    assert row
    brief = row.brief.model_copy(update={"bucket": BUCKET, "key": key, "version": account.put(key, b"products: [A]")})
    for _ in range(2):  # whoever uploads all the same
        stages.take("parser", notification(brief, "spring"))
        [told] = account.heard()
        assert [problem["code"] for problem in told["detail"]["data"]["problems"]] == ["id_taken"]
        assert told["detail"]["data"]["campaign_id"].startswith("spring-")
    assert _rows(account, "spring")[-1][0].startswith("BRIEF#spring")
