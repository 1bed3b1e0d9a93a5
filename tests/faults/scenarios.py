"""What a stage may be in the middle of when something fails. A new scenario is a new entry."""

from __future__ import annotations

from shared.image_models import DEFAULT_MODEL_ID
from shared.keys import ASSETS_PREFIX, BRIEFS_PREFIX
from tests.faults.rendition_scenarios import RENDITIONS
from tests.faults.scenario import QUICK, Scenario
from tests.faults.spoiling import Fault
from tests.faults.steps import (
    again,
    asset,
    cancelled,
    deleted,
    deleted_campaigns,
    done,
    first_seed_withheld,
    killed,
    later,
    lost,
    model,
    retired,
    uploaded,
)
from tests.pipeline.briefs import brief, product_picture, reusing

_FLASK_PATH = "acme/flask.png"
_FLASK = asset(_FLASK_PATH, product_picture())
_FLASK_GONE = deleted(ASSETS_PREFIX + _FLASK_PATH)
_REUSED = reusing("Flask", _FLASK_PATH)
_SMALL = {"formats": ["twitter-card"]}
_LAMP = uploaded(brief("Lamp", "Desk Lamp", **_SMALL))
_REUSE = uploaded(brief("Flask", _REUSED, **_SMALL))
_BOTH = uploaded(brief("Both", "Desk Lamp", _REUSED, **_SMALL))
_THREE = uploaded(brief("Three", "Desk Lamp", _REUSED, reusing("Mug", "acme/none.png"), **_SMALL))
_MANY = uploaded(brief("Many", *(f"Lamp {n}" for n in range(103)), **_SMALL))
_LANGUAGES = uploaded(brief("Languages", _REUSED, formats=["twitter-card", "facebook-feed"], messages={"de": "Hallo"}))

_PICTURE_READY = {"BriefValidated": 1, "ImageGenerated": 1}
_PICTURE_FAILED = {"BriefValidated": 1, "ProductFailed": 1, "CampaignCompleted": 1}
_REUSED_READY = {"BriefValidated": 1, "VariantsReady": 1, "CampaignCompleted": 1}
_ALL_READY = {**_PICTURE_READY, "VariantsReady": 1, "CampaignCompleted": 1}
_BOTH_READY = {"BriefValidated": 2, "ImageGenerated": 1, "VariantsReady": 2, "CampaignCompleted": 1}
_BOTH_CANCELLED = {"BriefValidated": 2, "CampaignCancelled": 1, "ProductFailed": 2, "CampaignCompleted": 1}
_ONE_CANCELLED = {"BriefValidated": 1, "CampaignCancelled": 1, "ProductFailed": 1, "CampaignCompleted": 1}
_THROTTLED = model("error", code="ThrottlingException", times=2)

_PARSER = (
    Scenario("parser", "three products", (_FLASK, _THREE), {"BriefValidated": 3}, quick=QUICK),
    Scenario("parser", "more products than a transaction takes", (_MANY,), {"BriefValidated": 103}),
    Scenario("parser", "refused brief", (uploaded({"products": []}),), {"BriefRejected": 1}, quick=QUICK),
    Scenario("parser", "deleted upload", (_LAMP, deleted(f"{BRIEFS_PREFIX}brief.json")), {"BriefRejected": 1}),
    Scenario("parser", "second delivery", (_LAMP, done("parser"), again("parser")), {"BriefValidated": 1}),
    Scenario(
        "parser",
        "second delivery of a finished campaign",
        (_FLASK, _BOTH, done("parser", "generator", "variants"), again("parser")),
        _BOTH_READY,
    ),
    Scenario(
        "parser",
        "cancelled campaign",
        (_FLASK, _BOTH, done("parser"), cancelled, lost("generator"), lost("variants")),
        _BOTH_CANCELLED,
    ),
    Scenario(
        "parser",
        "cancelled product",
        (_LAMP, done("parser"), cancelled, lost("generator")),
        _ONE_CANCELLED,
        quick=(Fault.KILLED,),
    ),
    Scenario(
        "parser",
        "cancelled campaign, other stages meet it meanwhile",
        (_FLASK, _BOTH, done("parser"), cancelled),
        _BOTH_CANCELLED,
        beside=("generator", "variants"),
    ),
    Scenario(
        "parser",
        "second delivery of a deleted campaign",
        (_FLASK, _REUSE, done("parser", "variants"), deleted_campaigns, again("parser")),
        _REUSED_READY,
    ),
    Scenario("parser", "products made meanwhile", (_FLASK, _BOTH), _BOTH_READY, beside=("generator", "variants")),
)

_GENERATOR = (
    Scenario("generator", "new picture", (_LAMP, done("parser")), _PICTURE_READY, quick=tuple(Fault)),
    Scenario(
        "generator",
        "picture paid by another campaign",
        (_LAMP, done("parser", "generator"), uploaded(brief("Lamp", "Desk Lamp", **_SMALL), "b.json"), done("parser")),
        {"BriefValidated": 2, "ImageGenerated": 2},
    ),
    Scenario("generator", "filtered prompt", (model("filter", times=1000), _LAMP, done("parser")), _PICTURE_FAILED),
    Scenario(
        "generator",
        "second delivery of a filtered product",  # a second call of the model would not be filtered
        (model("filter"), _LAMP, done("parser", "generator"), again("generator")),
        _PICTURE_FAILED,
    ),
    Scenario(
        "generator",
        "picture withheld once",
        (first_seed_withheld, _LAMP, done("parser")),
        _PICTURE_READY,
    ),
    Scenario(
        "generator",
        "first model retired",
        (retired(DEFAULT_MODEL_ID), _LAMP, done("parser")),
        _PICTURE_READY,
        settings={"fallbackModels": '["stability.sd3-5-large-v1:0"]'},
    ),
    Scenario(
        "generator",
        "no room in the day's budget",
        (uploaded(brief("Mug", "Mug", **_SMALL), "a.json"), done("parser", "generator"), _LAMP, done("parser")),
        {"BriefValidated": 2, "ImageGenerated": 1},
        settings={"dailyBudget": "0.05"},
    ),
    Scenario("generator", "throttled at first", (_THROTTLED, _LAMP, done("parser")), _PICTURE_READY),
    Scenario(
        "generator",
        "lease left by a killed function",
        (_THROTTLED, _LAMP, done("parser"), killed("generator", "bedrock-runtime.InvokeModel")),
        _PICTURE_READY,
    ),
    Scenario(
        "generator",
        "second delivery",
        (_LAMP, done("parser", "generator"), again("generator")),
        _PICTURE_READY,
    ),
    Scenario("generator", "cancelled campaign", (_LAMP, done("parser"), cancelled), _ONE_CANCELLED),
    Scenario(
        "generator",
        "cancelled after a call that nobody knows of",
        (_LAMP, done("parser"), killed("generator", "bedrock-runtime.InvokeModel"), cancelled),
        _ONE_CANCELLED,
        beside=("parser",),
    ),
    Scenario("generator", "variants made meanwhile", (_LAMP, done("parser")), _ALL_READY, beside=("variants",)),
)

_VARIANTS = (
    Scenario("variants", "existing picture", (_FLASK, _REUSE, done("parser")), _REUSED_READY, quick=(Fault.KILLED,)),
    Scenario("variants", "generated picture", (_LAMP, done("parser", "generator")), _ALL_READY),
    Scenario("variants", "two languages, two formats", (_FLASK, _LANGUAGES, done("parser")), _REUSED_READY),
    Scenario("variants", "unreadable picture", (asset(_FLASK_PATH, b"no"), _REUSE, done("parser")), _PICTURE_FAILED),
    Scenario("variants", "picture deleted", (_FLASK, _REUSE, done("parser"), _FLASK_GONE), _PICTURE_FAILED),
    Scenario(
        "variants",
        "second delivery of a deleted campaign",
        (_FLASK, _REUSE, done("parser", "variants"), deleted_campaigns, again("variants")),
        _REUSED_READY,
    ),
    Scenario("variants", "cancelled campaign", (_FLASK, _REUSE, done("parser"), cancelled), _ONE_CANCELLED),
    Scenario("variants", "two products", (_FLASK, _BOTH, done("parser", "generator")), _BOTH_READY),
    Scenario(
        "variants",
        "failed product healed",
        (_FLASK, _REUSE, done("parser"), _FLASK_GONE, done("variants"), _FLASK, again("variants")),
        {"BriefValidated": 1, "ProductFailed": 1, "VariantsReady": 1, "CampaignCompleted": 2},
    ),
    Scenario(
        "variants", "second delivery", (_FLASK, _REUSE, done("parser", "variants"), again("variants")), _REUSED_READY
    ),
    Scenario(
        "variants",
        "contact sheet again",
        (_FLASK, _REUSE, done("parser", "variants"), again("variants", -1)),
        _REUSED_READY,
    ),
)

_SWEEPER = (
    Scenario(
        "sweeper",
        "products that nobody was told of",
        (_FLASK, _BOTH, done("parser"), lost("generator"), lost("variants")),
        _BOTH_READY,
        beside=("generator", "variants"),
        hours=(2, 3, 5, 9, 17),
    ),
    Scenario(
        "sweeper",
        "cancellation that no stage was told of",
        (_FLASK, _BOTH, done("parser"), cancelled, lost("parser"), lost("generator"), lost("variants")),
        _BOTH_CANCELLED,
        beside=("parser",),
        hours=(2, 3, 5, 9, 17),
    ),
    Scenario(
        "sweeper",
        "deleted campaign",  # of a picture that nobody paid for: what was paid outlives its product, on the day's book
        (_FLASK, _REUSE, done("parser", "variants"), deleted_campaigns),
        _REUSED_READY,
        hours=(1, 2, 3),
    ),
    Scenario(
        "sweeper",
        "no progress for a day",
        (_FLASK, _BOTH, done("parser"), lost("generator"), lost("variants")),
        {"BriefValidated": 2, "ProductFailed": 2, "CampaignCompleted": 1},
        beside=("variants",),
        hours=(26, 27, 28),
    ),
    Scenario(
        "sweeper",
        "settlement that nobody was told of",
        (
            *(_FLASK, _REUSE, done("parser"), killed("variants", "dynamodb.TransactWriteItems")),
            *(later(1800), lost("variants")),
        ),
        _REUSED_READY,
        beside=("variants",),
        hours=(1, 2, 3, 4),
    ),
    Scenario(
        "sweeper",
        "money of the next day",
        (
            *(uploaded(brief("Mug", "Mug", **_SMALL), "a.json"), done("parser", "generator", "variants")),
            *(_LAMP, done("parser", "generator")),
        ),
        {"BriefValidated": 2, "ImageGenerated": 2, "VariantsReady": 2, "CampaignCompleted": 2},
        beside=("generator", "variants"),
        hours=(15, 17, 19),
        settings={"dailyBudget": "0.05"},
    ),
)

SCENARIOS = (*_PARSER, *_GENERATOR, *_VARIANTS, *_SWEEPER, *RENDITIONS)
