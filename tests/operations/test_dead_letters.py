from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import EndpointConnectionError

from operations import moving_back
from operations.dead_letters import dead_letter_queues, depth, look
from operations.moving_back import by_hand, letters_of, move_back
from operations.queues import QueueUnknown
from shared.context import BriefReference
from shared.uploads import notification
from tests.unit.campaign_samples import CAMPAIGN_ID
from tests.unit.conftest import Account, account

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

__all__ = ["account"]

BUS = "dev-creative-automation"

# What the local AWS answers.
_LACKING = {"Error": {"Code": "InvalidAction", "Message": "The action StartMessageMoveTask is not valid"}}


def _queue(account: Account, name: str, *bodies: str, **attributes: str) -> str:
    """The URL of a queue with these messages in it."""
    url = account.sqs.create_queue(QueueName=f"{BUS}-{name}")["QueueUrl"]
    told: Any = {key: {"DataType": "String", "StringValue": text} for key, text in attributes.items()}
    for body in bodies:
        account.sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=told)
    return url


def _bodies(account: Account, url: str) -> list[str]:
    found = account.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return sorted(message["Body"] for message in found.get("Messages", []))


@contextmanager
def _failing(sqs: SQSClient, number: int, moment: str) -> Iterator[Callable[[], int]]:
    """The call of this number fails, `before-call` or `after-call` it took effect; yields how many were made."""
    calls = Counter[str]()

    def count(**_: object) -> None:
        calls["all"] += 1
        if calls["all"] == number:
            raise EndpointConnectionError(endpoint_url="sqs")

    sqs.meta.events.register(f"{moment}.sqs", count, unique_id="failing")
    try:
        yield lambda: calls["all"]
    finally:
        sqs.meta.events.unregister(f"{moment}.sqs", unique_id="failing")


def test_looking_tells_what_each_letter_is_about_and_leaves_them_all_where_they_are(account: Account) -> None:
    metadata, product = {"correlation_id": CAMPAIGN_ID}, {"name": "Bottle", "index": 3}
    event = {"detail-type": "BriefValidated", "detail": {"metadata": metadata, "data": {"product": product}}}
    upload = notification(BriefReference(bucket="b", key="input/campaign-briefs/summer.json", version="v"), CAMPAIGN_ID)
    url = _queue(account, "parser-dlq", json.dumps(event), upload, "poison", *map(str, range(20)), error="RuntimeError")
    letters = look(account.sqs, url)
    assert [letter.sent_at for letter in letters] == sorted(letter.sent_at for letter in letters)
    about = {letter.body: letter.about for letter in letters}
    assert (about[json.dumps(event)].campaign_id, about[json.dumps(event)].index) == (CAMPAIGN_ID, 3)
    assert about[upload].kind == "upload of input/campaign-briefs/summer.json"
    assert str(about[upload].campaign_id).startswith("summer-20261123-093000-")
    assert about["poison"].kind == "neither an event nor an upload"
    assert {letter.attributes["error"] for letter in letters} == {"RuntimeError"}
    assert (len(letters), len(look(account.sqs, url)), depth(account.sqs, url)) == (23, 23, 23)


def test_what_was_seen_before_looking_failed_is_visible_again_at_once(account: Account) -> None:
    url = _queue(account, "parser-dlq", *map(str, range(15)))
    with _failing(account.sqs, 2, "before-call"), pytest.raises(EndpointConnectionError):
        look(account.sqs, url)
    assert len(look(account.sqs, url)) == 15


def test_the_dead_letter_queues_of_one_stack_are_found_and_no_other_queue(account: Account) -> None:
    for name in ("parser", "parser-dlq", "render-undelivered"):
        _queue(account, name)
    account.sqs.create_queue(QueueName="prod-creative-automation-parser-dlq")
    assert list(dead_letter_queues(account.sqs, BUS)) == [f"{BUS}-parser-dlq", f"{BUS}-render-undelivered"]


@pytest.mark.parametrize(("status", "answer", "by_sqs"), [(200, {"TaskHandle": "t"}, True), (400, _LACKING, False)])
def test_sqs_moves_them_where_it_can_to_the_queue_that_is_named_and_else_they_are_moved_by_hand(
    account: Account, status: int, answer: dict[str, Any], by_sqs: bool
) -> None:
    goal, source = _queue(account, "variants"), _queue(account, "variants-dlq", "a", "b")
    asked = []

    def start(params: dict[str, Any], **_: object) -> Any:
        asked.append(json.loads(params["body"]))
        return AWSResponse("", status, HTTPHeaders(), None), answer

    account.sqs.meta.events.register("before-call.sqs.StartMessageMoveTask", start)  # which moto lacks
    [moved] = move_back(account.sqs, BUS, "variants")
    arn = f"arn:aws:sqs:us-east-1:123456789012:{BUS}-variants"
    assert asked == [{"SourceArn": f"{arn}-dlq", "DestinationArn": arn}]
    assert (moved.name, moved.count, moved.by_sqs) == (f"{BUS}-variants-dlq", 2, by_sqs)
    assert (depth(account.sqs, source), depth(account.sqs, goal)) == ((2, 0) if by_sqs else (0, 2))


def test_what_a_rule_could_not_deliver_to_the_stage_goes_there_and_what_it_could_not_log_stays(
    account: Account,
) -> None:
    goal = _queue(account, "variants")
    arn = account.sqs.get_queue_attributes(QueueUrl=goal, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    _queue(account, "variants-dlq")
    _queue(account, "render-undelivered", "event", TARGET_ARN=arn, ERROR_CODE="NO_PERMISSIONS")
    logged = _queue(account, "audit-undelivered", "event", TARGET_ARN="arn:aws:logs:us-east-1:1:log-group:x")
    assert letters_of(account.sqs, BUS, "variants") == {f"{BUS}-render-undelivered": 1}
    assert [(each.name, each.count) for each in move_back(account.sqs, BUS, "variants")] == [
        (f"{BUS}-render-undelivered", 1)
    ]
    assert _bodies(account, goal) == ["event"] == _bodies(account, logged)


@pytest.mark.parametrize("moment", ["before-call", "after-call"])
def test_no_letter_is_lost_whichever_call_fails_while_they_are_moved(
    account: Account, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving_back, "_HIDDEN_SECONDS", 0)  # so that what stays can be looked at
    wanted, number, made = {"first", "second"}, 0, 1
    while made >= number:
        number += 1
        goal, source = _queue(account, f"{moment}-{number}"), _queue(account, f"{moment}-{number}-dlq", *wanted)
        with _failing(account.sqs, number, moment) as calls, suppress(EndpointConnectionError):
            by_hand(account.sqs, source, goal)
        made = calls()
        assert {*_bodies(account, goal), *_bodies(account, source)} == wanted
    assert (number, _bodies(account, source)) == (7, [])


def test_a_stack_without_the_stages_queue_is_told(account: Account) -> None:
    with pytest.raises(QueueUnknown, match=f"{BUS}-parser"):
        letters_of(account.sqs, BUS, "parser")
