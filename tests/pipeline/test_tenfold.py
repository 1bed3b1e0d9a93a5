"""Every message ten times, in any order, with IAM enforced: what comes out is what one of each would have made."""

from __future__ import annotations

import json
import random
import time
from collections import Counter

import pytest

from shared import keys
from tests.pipeline.briefs import brief, product_picture, reusing
from tests.pipeline.checks import assert_manifest_is_the_state
from tests.pipeline.copies import Copies
from tests.pipeline.pipeline import Pipeline, Upload, once_each

_CAMPAIGNS, _RECIPES, _COPIES = 20, 8, 10


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_ten_copies_of_everything_pay_once_per_recipe_and_change_no_outcome(pipeline: Pipeline) -> None:
    pipeline.asset("acme/tenfold.png", product_picture())
    lot = random.Random(1)
    copies = Copies(pipeline, _COPIES, lot)
    mug = reusing("Mug", "acme/tenfold.png")
    for n in range(_CAMPAIGNS):
        text = brief(f"Tenfold {n}", *(f"Lamp {each % _RECIPES}" for each in (n, n + 1)), mug)
        copies.of_upload(_quietly(pipeline, f"tenfold-{n}", text))
    started, idle_since = time.monotonic(), None
    while idle_since is None or time.monotonic() < idle_since + 3:
        assert time.monotonic() < started + 1500
        copies.send_some()
        copies.of_new_events()
        busy = copies.waiting or pipeline.busy()
        idle_since = None if busy else idle_since or time.monotonic()
        time.sleep(0.2)
    paid = Counter(call.body for call in pipeline.stack.image_model.calls if call.paid)
    assert len(paid) == paid.total() == _RECIPES
    campaigns = {name: events for name, events in pipeline.heard.items() if name.startswith("tenfold-")}
    assert len(campaigns) == _CAMPAIGNS
    for campaign_id, events in campaigns.items():
        kinds = Counter(event["detail-type"] for event in once_each(events))
        assert kinds == {"BriefValidated": 3, "ImageGenerated": 2, "VariantsReady": 3, "CampaignCompleted": 1}
        assert assert_manifest_is_the_state(pipeline, campaign_id).status == "completed"


def _quietly(pipeline: Pipeline, name: str, text: object) -> Upload:
    """Uploaded under a suffix that S3 does not notify of: the test itself tells the parser."""
    key = f"{keys.BRIEFS_PREFIX}{name}.Json"
    put = pipeline.s3.put_object(Bucket=pipeline.bucket, Key=key, Body=json.dumps(text).encode())
    return Upload(pipeline.bucket, key, put["VersionId"])
