from __future__ import annotations

from operations.dead_letters import look
from operations.moving_back import move_back
from operations.redrive import Redriving
from shared.frozen import now
from shared.publisher import Publisher
from tests.pipeline.briefs import brief
from tests.pipeline.pipeline import Pipeline, once_each


def _copies(pipeline: Pipeline, product_id: str) -> str:
    """The ARN of the campaigns' own copies of a product's picture."""
    return f"arn:aws:s3:::{pipeline.bucket}/output/*/generated/{product_id}.png"


def test_a_campaign_is_healed_although_no_message_of_it_lies_anywhere(pipeline: Pipeline) -> None:
    with pipeline.denied("generator", "s3:PutObject", _copies(pipeline, "lost-lamp-0")):
        outcome = pipeline.run(brief("Lost", "Lost Lamp", "Found Lamp", formats=["twitter-card"]), "lost.json")
    [failed] = outcome.once_each().data("ProductFailed")
    assert f"`creative redrive {outcome.campaign_id}`" in failed["reason"]
    pipeline.wait_for_dead_letters("generator", 1)
    pipeline.take_dead_letters("generator")
    publisher = Publisher(pipeline.stack.client("events"), str(pipeline.stack.outputs["busName"]), "parser")
    redriving = Redriving(pipeline.campaigns, pipeline.s3, pipeline.bucket, publisher)
    redriving.run(redriving.planned(outcome.campaign_id, now()), "arn:aws:iam::000000000000:root")
    pipeline.wait_until_idle()
    pipeline.listen()
    campaign, _ = pipeline.campaigns.whole(outcome.campaign_id)
    assert (campaign.status, campaign.ready_count, campaign.settlement) == ("completed", 2, 2)
    healed = once_each(pipeline.heard[outcome.campaign_id])
    assert [event["detail-type"] for event in healed].count("VariantsReady") == 2
    assert pipeline.stack.image_model.paid == 2


def test_a_stages_dead_letters_are_told_apart_and_moved_back_without_a_loss(pipeline: Pipeline) -> None:
    moved_back = brief("Moved", "Moved Lamp", "Moved Mug", formats=["twitter-card"])
    with pipeline.denied("generator", "s3:PutObject", _copies(pipeline, "moved-*")):
        outcome = pipeline.run(moved_back, "moved.json")
    pipeline.wait_for_dead_letters("generator", 2)
    url = str(pipeline.stack.outputs["dlqUrls"]["generator"])
    for _ in range(2):  # looking hides nothing
        about = [letter.about for letter in look(pipeline.sqs, url)]
        assert {each.campaign_id for each in about} == {outcome.campaign_id}
        assert {each.product for each in about} == {"Moved Lamp", "Moved Mug"}
    [moved] = move_back(pipeline.sqs, str(pipeline.stack.outputs["busName"]), "generator")
    assert (moved.count, moved.by_sqs) == (2, False)
    pipeline.wait_until_idle()
    campaign, _ = pipeline.campaigns.whole(outcome.campaign_id)
    assert (campaign.status, campaign.ready_count) == ("completed", 2)
    assert pipeline.stack.image_model.paid == 2
    pipeline.listen()
