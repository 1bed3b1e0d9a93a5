from __future__ import annotations

import time

import pytest

from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.checks import assert_adds_up, assert_pictures
from tests.pipeline.pipeline import Pipeline


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
