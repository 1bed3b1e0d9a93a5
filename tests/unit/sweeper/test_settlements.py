"""Where a function died between the end of a campaign and its announcement, and its message is gone, too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from botocore.exceptions import EndpointConnectionError

from shared import keys
from shared.frozen import now
from shared.settlement import tell
from tests.unit.campaign_samples import CAMPAIGN_ID, failure, variant
from tests.unit.sweeper.conftest import HOUR, Bench


def _settled(bench: Bench, index: int) -> None:
    """Its state is written; then the function dies, and its message ends unheard."""
    bench.account.campaigns.settle_ready(bench.account.campaigns.product(CAMPAIGN_ID, index), [variant()], now())


def test_a_settlement_that_nobody_was_told_of_is_announced_once_from_the_state(bench: Bench) -> None:
    bench.accept(products=2)
    for index in range(2):
        _settled(bench, index)
    assert bench.swept_for(timedelta(hours=30)) == [(1.0, "VariantsReady"), (1.0, "CampaignCompleted")]
    assert bench.account.json_at(keys.manifest(CAMPAIGN_ID))["status"] == "completed"


def test_a_failure_that_settled_a_campaign_and_that_nobody_was_told_of_is_announced(bench: Bench) -> None:
    bench.accept()
    bench.account.campaigns.settle_failed(bench.account.campaigns.product(CAMPAIGN_ID, 0), failure())
    bench.clock.shift(2 * HOUR)
    assert [event["detail-type"] for event in bench.run()] == ["ProductFailed", "CampaignCompleted"]
    assert bench.run() == []


def test_what_was_announced_as_it_should_be_is_not_announced_again(bench: Bench) -> None:
    bench.accept()
    state, settlement = bench.account.campaigns.product(CAMPAIGN_ID, 0), bench.account.stage("variants").settlement
    tell(settlement.ready(state, [variant()], "c"), bench.account.publisher("variants"), bench.account.campaigns)
    assert len(bench.account.heard()) == 2
    assert bench.swept_for(timedelta(hours=3)) == []


def test_while_the_bus_takes_nothing_a_settlement_stays_to_be_announced(bench: Bench) -> None:
    bench.accept()
    _settled(bench, 0)
    bench.clock.shift(HOUR)
    bus = bench.account.events.meta.events

    def away(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="events")

    bus.register("before-send.eventbridge.PutEvents", away)
    with pytest.raises(EndpointConnectionError):
        bench.run()
    bus.unregister("before-send.eventbridge.PutEvents", away)
    assert [event["detail-type"] for event in bench.run()] == ["VariantsReady", "CampaignCompleted"]
