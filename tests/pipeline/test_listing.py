from __future__ import annotations

from operations.listing import newest_first
from tests.pipeline.briefs import brief
from tests.pipeline.pipeline import Pipeline


def test_a_campaign_is_listed_under_its_last_status_alone(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Listed", "Listed Lamp", formats=["twitter-card"]), "listed.json")
    dynamodb, table = pipeline.stack.client("dynamodb"), str(pipeline.stack.outputs["table"])
    found = [each for each in newest_first(dynamodb, table, ("processing", "completed"), 2) if each.name == "Listed"]
    [listed] = found
    assert (listed.campaign_id, listed.status) == (outcome.campaign_id, "completed")
    assert (listed.pending, listed.ready, listed.failed) == (0, 1, 0)
