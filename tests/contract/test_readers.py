"""The parser goes on, and `creative` shows and downloads, where another version has written."""

from __future__ import annotations

import json
from typing import Any

from cli.campaign_output import find_output
from cli.event_feed import listen
from operations.standing import rejection
from services.parser.rejections import write_rejection
from shared import keys
from shared.problems import Problem
from shared.uploads import Upload
from tests.contract import samples
from tests.contract.unknown_fields import with_more
from tests.unit.conftest import BUCKET, BUS, Account, account

__all__ = ["account"]

WRITTEN = {name: with_more(plain) for name, plain in samples.written().items()}
CAMPAIGN_ID = samples.CAMPAIGN.campaign_id


def test_a_redelivered_brief_keeps_the_reasons_that_another_version_wrote(account: Account) -> None:
    written = samples.REJECTION
    upload = Upload(brief=written.brief, uploaded_at=written.rejected_at, version_id=written.brief.version)
    of_upload = {**WRITTEN["rejection"], "campaign_id": upload.campaign_id}
    account.put(keys.rejection(upload.campaign_id), json.dumps(of_upload).encode())
    others = [Problem(pointer="", code="syntax", found="nothing", expected="a brief")]
    assert write_rejection(account.s3, BUCKET, upload, others).problems == written.problems


def test_a_rejection_with_unknown_fields_is_shown(account: Account) -> None:
    account.put(keys.rejection(CAMPAIGN_ID), json.dumps(WRITTEN["rejection"]).encode())
    assert rejection(account.s3, BUCKET, CAMPAIGN_ID) == samples.REJECTION


def test_a_campaign_whose_manifest_has_unknown_fields_is_downloaded(account: Account) -> None:
    account.put(keys.manifest(CAMPAIGN_ID), json.dumps(WRITTEN["manifest"]).encode())
    found = find_output(account.s3, BUCKET, CAMPAIGN_ID)
    assert found
    assert found.manifest == samples.MANIFEST


def test_events_with_unknown_fields_are_followed(account: Account) -> None:
    clients: dict[str, Any] = {"sqs": account.sqs, "events": account.events}
    next_events = listen(clients.__getitem__, BUS)
    account.events.put_events(
        Entries=[
            {
                "EventBusName": BUS,
                "Source": "creative-automation.parser",
                "DetailType": event.detail_type(),
                "Detail": json.dumps(WRITTEN[event.detail_type()]["detail"]),
            }
            for event in samples.EVENTS
        ]
    )
    assert next_events() == list(samples.EVENTS)
