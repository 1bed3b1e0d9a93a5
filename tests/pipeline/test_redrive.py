from __future__ import annotations

from operations.redrive import Redriving
from shared.frozen import now
from shared.publisher import Publisher
from tests.pipeline.briefs import brief
from tests.pipeline.pipeline import Pipeline, once_each


def test_a_campaign_is_healed_although_no_message_of_it_lies_anywhere(pipeline: Pipeline) -> None:
    pipeline.stack.image_model.fail_next("InternalServerException", times=1000, when="Lost Lamp")
    outcome = pipeline.run(brief("Lost", "Lost Lamp", "Desk Lamp", formats=["twitter-card"]), "lost.json")
    [failed] = outcome.once_each().data("ProductFailed")
    assert f"`creative redrive {outcome.campaign_id}`" in failed["reason"]
    pipeline.wait_for_dead_letters("generator", 1)
    pipeline.take_dead_letters("generator")
    pipeline.stack.image_model.forget()
    publisher = Publisher(pipeline.stack.client("events"), str(pipeline.stack.outputs["busName"]), "parser")
    redriving = Redriving(pipeline.campaigns, pipeline.s3, pipeline.bucket, publisher)
    redriving.run(redriving.planned(outcome.campaign_id, now()), "arn:aws:iam::000000000000:root")
    pipeline.wait_until_idle()
    pipeline.listen()
    campaign, _ = pipeline.campaigns.whole(outcome.campaign_id)
    assert (campaign.status, campaign.ready_count, campaign.settlement) == ("completed", 2, 2)
    healed = once_each(pipeline.heard[outcome.campaign_id])
    assert [event["detail-type"] for event in healed].count("VariantsReady") == 2
    assert pipeline.stack.image_model.paid == 1
