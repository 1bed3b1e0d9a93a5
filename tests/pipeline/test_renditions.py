"""What people ask for of a settled campaign, through the API, on the whole local AWS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shared import keys
from shared.manifest import Manifest
from tests.pipeline.briefs import brief
from tests.pipeline.caller import Answer, Caller, matches
from tests.pipeline.pipeline import Outcome, Pipeline, once_each


def _ask(pipeline: Pipeline, ann: Caller, campaign_id: str, path: str, key: str, **wanted: object) -> Any:
    """What the API answers to ten calls at once; what it said of the cost is the manifest's difference in the end."""
    before = _manifest(pipeline, campaign_id)
    said = ann.post(path, {**wanted, "dry_run": True}, **{"Idempotency-Key": key})
    with ThreadPoolExecutor(10) as people:
        answers = list(people.map(lambda _: ann.post(path, wanted, **{"Idempotency-Key": key}), range(10)))
    assert {(answer.status, answer.body) for answer in answers} == {(202, answers[0].body)}
    assert said.json == {**answers[0].json, "taken": False}
    pipeline.wait_until_idle()
    pipeline.listen()
    after = _manifest(pipeline, campaign_id)
    assert float(after.cost - before.cost) == said.json["cost"]
    assert (after.status, after.rendition) == ("completed", answers[0].json["rendition"])
    return answers[0].json


def _manifest(pipeline: Pipeline, campaign_id: str) -> Manifest:
    return Manifest.model_validate_json(pipeline.read(keys.manifest(campaign_id)))


@pytest.fixture
def outcome(pipeline: Pipeline) -> Outcome:
    return pipeline.run(brief("Twice", "Twice Lamp", "Twice Cup", formats=["twitter-card"]), "twice.json")


def test_a_product_is_rendered_with_another_message_and_gets_a_new_picture_and_its_first_one_back(
    pipeline: Pipeline, ann: Caller, outcome: Outcome
) -> None:
    campaign_id, first = outcome.campaign_id, outcome.manifest
    made = {each.variants[0].key: pipeline.read(each.variants[0].key) for each in first.products}
    base = f"/campaigns/{campaign_id}"
    _ask(pipeline, ann, campaign_id, f"{base}/render", "1", products=["Twice Lamp"], texts={"message": "Again"})
    second = _manifest(pipeline, campaign_id)
    assert second.products[1] == first.products[1]
    assert pipeline.read(second.products[0].variants[0].key) not in made.values()
    _ask(pipeline, ann, campaign_id, f"{base}/products/twice-lamp-0/image", "2", seed=11)
    third = _manifest(pipeline, campaign_id)
    assert third.products[0].image
    assert third.products[0].image.seed == 11
    _ask(pipeline, ann, campaign_id, f"{base}/render", "3", products=["twice-lamp-0"], picture=1)
    fourth = _manifest(pipeline, campaign_id)
    assert fourth.products[0].source_key == first.products[0].source_key
    assert pipeline.read(fourth.products[0].variants[0].key) == pipeline.read(second.products[0].variants[0].key)
    assert {key: pipeline.read(key) for key in made} == made
    told = [event["detail-type"] for event in once_each(pipeline.heard[campaign_id])]
    assert {kind: told.count(kind) for kind in ("RenderRequested", "ImageRequested", "CampaignCompleted")} == {
        "RenderRequested": 2,
        "ImageRequested": 1,
        "CampaignCompleted": 4,
    }
    assert pipeline.stack.image_model.paid == 3
    document, products = ann.get("/openapi.json").json, ann.get(f"{base}/products")
    matches(products, "/campaigns/{campaign_id}/products", document)
    lamp = products.json["products"][0]
    assert (lamp["rendition"], [each["rendition"] for each in lamp["earlier"]]) == (4, [1, 2, 3])


def test_a_text_that_is_null_or_empty_is_taken_off_once_it_was_said(pipeline: Pipeline, ann: Caller) -> None:
    made = pipeline.run(
        brief("Bare", "Bare Lamp", "Bare Cup", formats=["twitter-card"], subline="For tea", offer="Half price"),
        "bare.json",
    )
    path = f"/campaigns/{made.campaign_id}/render"
    off = _ask(pipeline, ann, made.campaign_id, path, "1", texts={"subline": None, "offer": ""})
    assert off["taken_off"] == [{"locale": None, "text": "subline"}, {"locale": None, "text": "offer"}]
    after = _manifest(pipeline, made.campaign_id)
    assert (after.campaign.subline, after.campaign.offer) == (None, None)
    assert "For tea" not in pipeline.read(keys.variants_table(made.campaign_id)).decode()


def test_what_can_not_be_taken_is_told_in_words(pipeline: Pipeline, ann: Caller, outcome: Outcome) -> None:
    base = f"/campaigns/{outcome.campaign_id}"

    def refused(path: str, key: str = "x", **wanted: object) -> Answer:
        answer = ann.post(path, wanted, **{"Idempotency-Key": key})
        assert answer.kind == "application/problem+json"
        return answer

    dear = refused(f"{base}/render", at_most=0.05)
    assert (dear.status, dear.json["detail"]) == (
        422,
        "this would cost 0.10 USD, more than the 0.05 of `at_most`",
    )
    unknown = refused(f"{base}/render", headline="Again")
    assert [error["pointer"] for error in unknown.json["errors"]] == ["/body/headline"]
    emptied = refused(f"{base}/render", texts={"message": None})
    assert [error["pointer"] for error in emptied.json["errors"]] == ["/body/texts/message"]
    long = refused(f"{base}/render", texts={"message": "x" * 501}, translations={"de": {"offer": "x" * 25}})
    assert [error["pointer"] for error in long.json["errors"]] == ["/body/texts/message", "/body/translations/de/offer"]
    assert "nothing to take off" in refused(f"{base}/render", texts={"offer": ""}).json["detail"]
    assert refused(f"{base}/products/none/image").status == 422
    assert refused("/campaigns/none/render").status == 404
    taken = ann.post(f"{base}/render", {"products": ["Twice Cup"]}, **{"Idempotency-Key": "x"})
    assert taken.status == 202
    assert refused(f"{base}/render", texts={"offer": "Other"}).status == 409
    pipeline.wait_until_idle()
