"""The sweeper as deployed, with its own role: a campaign whose messages are lost goes on, or ends with a reason."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.frozen import now
from tests.pipeline.pipeline import Pipeline
from tests.unit.campaign_samples import new_campaign, new_products

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


def _accepted(pipeline: Pipeline, campaign_id: str, hours_ago: int) -> None:
    """A campaign of which the state is all that is left."""
    created_at = now() - timedelta(hours=hours_ago)
    new = new_campaign(1, campaign_id).model_copy(update={"created_at": created_at})
    pipeline.campaigns.accept(new, new_products(1, campaign_id=campaign_id))


def _sweep(pipeline: Pipeline) -> None:
    functions: LambdaClient = pipeline.stack.client("lambda")
    answer = functions.invoke(FunctionName="local-creative-automation-sweeper", Payload=b"{}")
    assert "FunctionError" not in answer, answer["Payload"].read()


def _completed(pipeline: Pipeline, campaign_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        pipeline.listen(wait=2)
        for event in pipeline.heard.get(campaign_id, []):
            if event["detail-type"] == "CampaignCompleted":
                pipeline.wait_until_idle()
                return dict(event["detail"]["data"])
    pytest.fail(f"{campaign_id} did not end")


def test_a_campaign_whose_messages_are_lost_is_completed_by_the_sweeper(pipeline: Pipeline) -> None:
    _accepted(pipeline, "lost-20261123-093000-0a1b2c", hours_ago=2)
    _sweep(pipeline)
    assert _completed(pipeline, "lost-20261123-093000-0a1b2c")["status"] == "completed"


def test_a_campaign_that_stood_still_for_more_than_a_day_fails_with_a_reason(pipeline: Pipeline) -> None:
    _accepted(pipeline, "still-20261123-093000-0a1b2c", hours_ago=30)
    _sweep(pipeline)
    assert _completed(pipeline, "still-20261123-093000-0a1b2c")["status"] == "failed"
    [failed] = [e for e in pipeline.heard["still-20261123-093000-0a1b2c"] if e["detail-type"] == "ProductFailed"]
    assert failed["detail"]["data"]["code"] == "no_progress"
