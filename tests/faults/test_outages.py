"""A service is away for minutes or hours: every campaign ends as without that, and nothing is in a dead-letter queue.

The sweeper is called every five minutes, as its schedule does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError

from infra.names import STAGES
from tests.faults.account import Account
from tests.faults.clock import START
from tests.faults.delivery import deliver, hidden
from tests.faults.outcome import Outcome, outcome
from tests.faults.spoiling import trouble_of
from tests.faults.steps import asset, done, uploaded
from tests.pipeline.briefs import brief, product_picture, reusing

_ALL = "everything"
_SERVICES = ("s3", "dynamodb", "eventbridge", "bedrock-runtime", _ALL)
_MINUTES = (2, 60, 360)
# What has happened when the service goes away.
_BEFORE: dict[str, tuple[str, ...]] = {
    "at the upload": (),
    "after the parser": ("parser",),
    "after the generator": ("parser", "generator"),
}
_CAMPAIGN = (
    asset("acme/flask.png", product_picture()),
    uploaded(brief("Both", "Desk Lamp", reusing("Flask", "acme/flask.png"), formats=["twitter-card"])),
)
_FIVE_MINUTES = 300
_HANG_SECONDS = 80  # four tries of 20 s (shared/aws.py)
_PATIENCE = 400  # calls of the sweeper: a day and a third


@contextmanager
def _away(account: Account, service: str, minutes: int, *, hangs: bool) -> Iterator[list[str]]:
    """Functions that are started meanwhile cannot reach the service: it refuses, or does not answer.

    Yields the calls that met with it.
    """
    met: list[str] = []

    def answer(event_name: str, **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
        called = event_name.split(".")[1]
        if service not in (called, _ALL) or datetime.now(UTC) >= START + timedelta(minutes=minutes):
            return None
        met.append(event_name)
        if hangs:
            account.clock.pass_by(_HANG_SECONDS)
            raise ReadTimeoutError(endpoint_url=called)
        return trouble_of(called)

    account.functions.clear()  # their clients are to meet the outage
    events: Any = account.session.events
    events.register_first("before-call", answer)
    try:
        yield met
    finally:
        events.unregister("before-call", answer)
        account.functions.clear()


def _run(
    account: Account, before: tuple[str, ...], service: str = "", minutes: int = 0, hangs: bool = False
) -> Outcome:
    with account.one_run():
        for step in (*_CAMPAIGN, done(*before)):
            step(account)
        with _away(account, service, minutes, hangs=hangs) as met:
            for _ in range(_PATIENCE):
                deliver(account, *STAGES, wait=False)
                if not any(hidden(account, stage) for stage in STAGES):
                    assert bool(met) is bool(service), "nobody has called the service while it was away"
                    return outcome(account)
                account.clock.pass_by(_FIVE_MINUTES)
                with suppress(Exception):  # Lambda would count an error, and call it again in five minutes
                    account.function("sweeper")({})
    raise AssertionError("messages still come back")


def _cases() -> list[Any]:
    """An hour at the upload, refused, with every change; all others in `make soak`."""
    return [
        pytest.param(
            service,
            minutes,
            when,
            hangs,
            id=f"{service} {'hangs' if hangs else 'refuses'} for {minutes} minutes, {when}",
            marks=[] if minutes == 60 and when == "at the upload" and not hangs else [pytest.mark.soak],
        )
        for service in _SERVICES
        for minutes in _MINUTES
        for when in _BEFORE
        for hangs in (False, True)
        if (service, when) != ("bedrock-runtime", "after the generator")  # nobody calls it any more
    ]


@pytest.mark.parametrize(("service", "minutes", "when", "hangs"), _cases())
def test_a_campaign_ends_as_without_the_outage(
    account: Account, service: str, minutes: int, when: str, hangs: bool
) -> None:
    clean = _run(account, _BEFORE[when])
    assert clean.kinds == {"BriefValidated": 2, "ImageGenerated": 1, "VariantsReady": 2, "CampaignCompleted": 1}
    found = _run(account, _BEFORE[when], service, minutes, hangs)
    assert found.differences(clean) == []
    assert found.payments == clean.payments
    assert found.dead_letters == {}
