from __future__ import annotations

import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from local.imagemodel.faults import Odds
from local.stack import local_aws
from tests.faults.books import books
from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.checks import assert_adds_up, assert_manifest_is_the_state, assert_pictures
from tests.pipeline.pipeline import Pipeline
from tests.pipeline.workers import kill_a_worker

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
_CAMPAIGNS = round(20 * MINUTES)
_ASIDE = 20 * 60  # seconds for what was delayed and killed last


@pytest.mark.soak
def test_a_campaign_of_fifty_products_half_of_them_reused_completes_and_adds_up(pipeline: Pipeline) -> None:
    for n in range(25):
        pipeline.asset(f"acme/soak-{n}/product.png", product_picture(f"#{40 + 8 * n:02x}7744"))
    products = [reusing(f"Reused {n}", f"acme/soak-{n}/") for n in range(25)]
    products += [{"name": f"New bottle {n}"} for n in range(25)]
    started = time.monotonic()
    outcome = pipeline.run(brief("Fifty", *products), "fifty.json")
    print(f"\n50 products: {time.monotonic() - started:.1f} s from the upload to an idle pipeline")
    assert_adds_up(outcome, generated=25, reused=25)
    for index in range(50):
        assert_pictures(outcome, index)
    assert len([key for key in pipeline.keys(f"output/{outcome.campaign_id}/variants/") if key.endswith(".jpg")]) == 250
    assert pipeline.stack.image_model.paid == 25


@pytest.mark.soak
@pytest.mark.timeout(60 * MINUTES + _ASIDE + 300)
def test_every_campaign_settles_and_the_books_balance_while_workers_are_killed_and_the_model_fails(
    tmp_path: Path,
) -> None:
    """A local AWS of its own: whatever its table and its model hold comes from here."""
    with local_aws(log_dir=tmp_path) as stack, Pipeline.listening(stack) as pipeline:
        stack.image_model.fail_by_chance(Odds(throttled=0.2, failing=0.05, filtered=0.02))
        killed = _uploaded_amid_kills(pipeline)
        ended = time.monotonic()
        while pipeline.busy():
            assert time.monotonic() < ended + _ASIDE, f"messages remain: {pipeline.busy()}"
            time.sleep(1)
        pipeline.listen()
        campaigns = list(pipeline.heard)
        manifests = [assert_manifest_is_the_state(pipeline, campaign_id) for campaign_id in campaigns]
        outcomes = Counter(call.outcome if call.delivered else "answer lost" for call in stack.image_model.calls)
        pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.outputs["table"])
        accounts = books([row for page in pages for row in page["Items"]])
        print(f"\n{len(campaigns)} campaigns, {killed} workers killed; the model: {dict(outcomes)}")
        print(f"charged {accounts.charged} USD, possibly paid {accounts.possible} USD")
        print(f"{Counter(manifest.status for manifest in manifests)}; dead letters {pipeline.dead_letters()}")
        assert len(campaigns) == _CAMPAIGNS
        assert "processing" not in {manifest.status for manifest in manifests}
        assert list(accounts.discrepancies([call for call in stack.image_model.calls if call.paid])) == []


def _uploaded_amid_kills(pipeline: Pipeline) -> int:
    """Uploads the campaigns one after the other over the time of the soak; returns how many workers were killed."""
    pipeline.asset("acme/soak.png", product_picture())
    lot, began, killed = random.Random(1), time.monotonic(), 0
    for n in range(_CAMPAIGNS):
        lamps = (f"Lamp {n}", f"Lamp {n} large", f"Shared lamp {n % 10}")
        text = brief(f"Soak {n}", *lamps, reusing("Mug", "acme/soak.png"), formats=["twitter-card"])
        pipeline.upload(text, f"soak-{n}.json")
        killed += kill_a_worker(pipeline.stack, lot)
        pipeline.listen()
        time.sleep(max(0.0, began + (n + 1) * 60 * MINUTES / _CAMPAIGNS - time.monotonic()))
    return killed
