"""Each reason that tells people to redrive is one that a redrive heals, once its cause is mended."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from local.imagemodel.server import BedrockStandIn
from services.generator.families.family import PictureDelayed
from services.sweeper.deletions import Deletions
from services.sweeper.sweep import Sweep
from services.sweeper.sweeps import Sweeps
from services.sweeper.unread_briefs import UnreadBriefs
from shared.campaigns.budget import Budget
from shared.frozen import now
from shared.image_models import DEFAULT_MODEL_ID
from tests.operations.stages import Stages
from tests.pipeline.briefs import product_picture
from tests.unit.conftest import BUCKET, TABLE

_ROOT = Path(__file__).parents[2]
_FLASK = "existing-assets/acme/flask.png"
_LAMP, _REUSED = {"name": "Lamp"}, {"name": "Flask", "existing_assets": "acme/flask.png"}

Mend = Callable[[], object]


def _announced(stages: Stages, product: dict[str, str]) -> str:
    """The message that the accepted product's next stage gets."""
    stages.take("parser", stages.upload(product))
    [validated] = stages.account.heard()
    return json.dumps(validated)


def _model_unavailable(stages: Stages) -> Mend:
    with BedrockStandIn(retired=[DEFAULT_MODEL_ID]) as retired:
        stages.take("generator", _announced(stages, _LAMP), retired)
    return lambda: None


def _no_answer(stages: Stages) -> Mend:
    announced = _announced(stages, _LAMP)
    stages.bedrock.fail_next("ModelErrorException", original_status=500, times=1000)
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(5):
            with pytest.raises(PictureDelayed):
                stages.take("generator", announced)
            clock.shift(timedelta(hours=7))
        stages.take("generator", announced)
    return stages.bedrock.forget


def _generation_failed(stages: Stages) -> Mend:
    stages.give_up("generator", _announced(stages, _LAMP), PictureDelayed("the image model was too busy"))
    return lambda: None


def _rendering_failed(stages: Stages) -> Mend:
    stages.take("generator", _announced(stages, _LAMP))
    [generated] = stages.account.heard()
    stages.give_up("variants", json.dumps(generated), MemoryError("killed"))
    return lambda: None


def _picture_missing(stages: Stages) -> Mend:
    version = stages.account.put(_FLASK, product_picture())
    announced = _announced(stages, _REUSED)
    stages.account.s3.delete_object(Bucket=BUCKET, Key=_FLASK, VersionId=version)
    stages.take("variants", announced)
    return lambda: stages.account.put(_FLASK, product_picture())


def _no_budget(stages: Stages) -> Mend:
    announced = _announced(stages, _LAMP)
    stages.give_up("generator", announced, PictureDelayed("the image model was too busy"))
    stages.account.heard()
    stages.daily_budget = Decimal("0.01")  # spent, when it is tried again
    stages.take("generator", announced)
    return lambda: setattr(stages, "daily_budget", Decimal("1.00"))


def _no_progress(stages: Stages) -> Mend:
    _announced(stages, _LAMP)  # and then the message is lost
    dynamodb = stages.account.dynamodb
    sweeps, account = Sweeps(dynamodb, TABLE), stages.account
    unread = UnreadBriefs(account.briefs, sweeps, account.sqs, account.queue_url)
    budget = Budget(dynamodb, TABLE, None)
    deletions = Deletions(account.briefs, dynamodb, TABLE, account.s3, BUCKET)
    sweep = Sweep(account.campaigns, sweeps, account.manifests, budget, unread, deletions, account.publisher)
    sweep.run(now() + timedelta(hours=25), lambda: True)
    return lambda: None


_FAILED = {
    "no_progress": _no_progress,
    "no_answer": _no_answer,
    "model_unavailable": _model_unavailable,
    "generation_failed": _generation_failed,
    "no_budget": _no_budget,
    "rendering_failed": _rendering_failed,
    "picture_missing": _picture_missing,
}


@pytest.mark.parametrize("code", _FAILED)
def test_a_redrive_heals_what_is_said_to_be_healed_by_it(stages: Stages, code: str) -> None:
    mend = _FAILED[code](stages)
    [failed, *_] = [event["detail"]["data"] for event in stages.run() if event["detail-type"] == "ProductFailed"]
    campaign_id = failed["campaign_id"]
    assert (failed["code"], failed["retryable"]) == (code, True)
    assert f"`creative redrive {campaign_id}`" in failed["reason"]
    mend()
    stages.redriving.run(stages.redriving.planned(campaign_id, now()), None)
    kinds = {event["detail-type"] for event in stages.run()}
    assert {"VariantsReady", "CampaignCompleted"} <= kinds
    campaign, [product] = stages.campaign(campaign_id)
    assert (campaign.status, product.status, product.failure) == ("completed", "ready", None)
    assert stages.bedrock.paid == (0 if code == "picture_missing" else 1)


def test_every_code_that_is_retryable_is_tried_above() -> None:
    found = set()
    for folder in ("briefs", "rendering", "services", "shared"):
        for path in (_ROOT / folder).rglob("*.py"):
            found |= _retryable_codes(ast.parse(path.read_text()))
    assert found == set(_FAILED)


def _retryable_codes(module: ast.Module) -> set[str]:
    """The codes of GivenUp(code, …, retryable=True) and of product_given_up(…, code, …)."""
    codes = set()
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and _fails_retryably(call):
            texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
            codes |= {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+", text)}
    return codes


def _fails_retryably(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    flags = {keyword.arg: getattr(keyword.value, "value", None) for keyword in call.keywords}
    return name == "product_given_up" or (name == "GivenUp" and flags.get("retryable") is True)
