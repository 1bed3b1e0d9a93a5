"""A brief that was rejected for our trouble is read again under its own id, whatever it turns out to be."""

from __future__ import annotations

import json

from operations.reading_again import read_again, why_not
from operations.standing import rejection
from shared import keys
from shared.events import Rejection
from tests.operations.stages import Stages
from tests.unit.conftest import BUCKET


def _version(notification: str) -> str:
    return str(json.loads(notification)["Records"][0]["s3"]["object"]["versionId"])


def _rejected(stages: Stages, notification: str, error: Exception | None = None) -> Rejection:
    if error:
        stages.give_up("parser", notification, error)
    else:
        stages.take("parser", notification)
    [event] = stages.account.heard()
    found = rejection(stages.account.s3, BUCKET, event["detail"]["data"]["campaign_id"])
    assert found
    return found


def test_an_upload_that_was_given_up_unread_becomes_the_campaign_that_it_had_been_named(stages: Stages) -> None:
    rejected = _rejected(stages, stages.upload({"name": "Lamp"}), RuntimeError("S3 is away"))
    assert f"`creative redrive {rejected.campaign_id}`" in rejected.problems[0].expected
    assert why_not(stages.account.s3, rejected) is None
    queue = stages.account.sqs.create_queue(QueueName="parser")["QueueUrl"]
    read_again(stages.account.sqs, queue, rejected.brief, rejected.campaign_id)
    [message] = stages.account.sqs.receive_message(QueueUrl=queue)["Messages"]
    stages.take("parser", message["Body"])
    stages.run()
    assert stages.campaign(rejected.campaign_id)[0].status == "completed"
    assert rejection(stages.account.s3, BUCKET, rejected.campaign_id) is None


def test_an_upload_of_which_nothing_is_left_is_to_be_submitted_again(stages: Stages) -> None:
    told = stages.upload({"name": "Lamp"})
    stages.account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "summer.json", VersionId=_version(told))
    rejected = _rejected(stages, told)
    assert [problem.code for problem in rejected.problems] == ["gone"]
    assert "is gone: submit the brief again" in str(why_not(stages.account.s3, rejected))


def test_a_brief_that_is_refused_for_its_own_problems_is_left_to_its_author(stages: Stages) -> None:
    rejected = _rejected(stages, stages.upload())
    assert [problem.pointer for problem in rejected.problems] == ["/products"]
    assert "mend what `creative status` shows" in str(why_not(stages.account.s3, rejected))


def test_what_is_known_better_later_replaces_what_was_said_first_each_as_a_fact_of_its_own(stages: Stages) -> None:
    told = stages.upload()
    stages.give_up("parser", told, RuntimeError("S3 is away"))
    [unforeseen] = stages.account.heard()
    stages.take("parser", told)
    [refused] = stages.account.heard()
    stages.account.s3.delete_object(Bucket=BUCKET, Key=keys.BRIEFS_PREFIX + "summer.json", VersionId=_version(told))
    stages.take("parser", told)  # now it is gone, but why it was refused is known
    [again] = stages.account.heard()
    codes = [event["detail"]["data"]["problems"][0]["code"] for event in (unforeseen, refused, again)]
    assert codes[0] == "unforeseen"
    assert codes[1] == codes[2] != "gone"
    ids = [event["detail"]["metadata"]["event_id"] for event in (unforeseen, refused, again)]
    assert ids[0] != ids[1] == ids[2]
