"""Requests of a settled campaign: the call itself, and every stage that acts on what was asked."""

from __future__ import annotations

from tests.faults.asking import Asked
from tests.faults.scenario import Scenario
from tests.faults.spoiling import Fault
from tests.faults.steps import again, asset, deleted, done, lost, model, uploaded
from tests.pipeline.briefs import brief, product_picture, reusing

_ALL = ("parser", "generator", "variants")
_FLASK_PATH = "acme/flask.png"
_FLASK = asset(_FLASK_PATH, product_picture())
_SMALL = {"formats": ["twitter-card"]}
_REUSED = reusing("Flask", _FLASK_PATH)
_FLASK_READY = (_FLASK, uploaded(brief("Flask", _REUSED, **_SMALL)), done(*_ALL))
_LAMP_READY = (uploaded(brief("Lamp", "Desk Lamp", **_SMALL)), done(*_ALL))
_BOTH_READY = (_FLASK, uploaded(brief("Both", "Desk Lamp", _REUSED, **_SMALL)), done(*_ALL))
# Nothing is drawn of it: its tests are the quick ones.
_LAMP_FAILED = (
    model("filter", times=1000),
    uploaded(brief("Lamp", "Desk Lamp", **_SMALL)),
    done("parser", "generator"),
    lost("variants"),
)

_LOUDER = Asked("render", {"texts": {"message": "Louder"}})
_PORTRAIT = Asked("render", {"products": ["flask-1"], "formats": ["facebook-feed"]}, "portrait")
_PAINTED = Asked("products/desk-lamp-0/image")

_ONE_READY = {"BriefValidated": 1, "VariantsReady": 1, "CampaignCompleted": 1}
_TWICE = {"BriefValidated": 1, "RenderRequested": 1, "VariantsReady": 2, "CampaignCompleted": 2}
_REPAINTED = {"BriefValidated": 1, "ImageGenerated": 2, "ImageRequested": 1, "VariantsReady": 2, "CampaignCompleted": 2}

RENDITIONS = (
    Scenario(
        "api",
        "new picture of a failed product",
        _LAMP_FAILED,
        {"BriefValidated": 1, "ProductFailed": 1, "CampaignCompleted": 1, "ImageRequested": 1},
        asked=_PAINTED,
        quick=(Fault.KILLED, Fault.PARTLY),
    ),
    Scenario(
        "api",
        "both products with another message, to the end",
        _BOTH_READY,
        {"BriefValidated": 2, "ImageGenerated": 1, "RenderRequested": 2, "VariantsReady": 4, "CampaignCompleted": 2},
        asked=_LOUDER,
        beside=_ALL,
    ),
    Scenario("api", "new picture, to the end", _LAMP_READY, _REPAINTED, asked=_PAINTED, beside=_ALL),
    Scenario("variants", "rendered again", (*_FLASK_READY, _LOUDER), _TWICE),
    Scenario(
        "variants",
        "one more format of one product",
        (*_BOTH_READY, _PORTRAIT),
        {"BriefValidated": 2, "ImageGenerated": 1, "RenderRequested": 1, "VariantsReady": 3, "CampaignCompleted": 2},
    ),
    Scenario(
        "variants",
        "picture deleted before it is rendered again",
        (*_FLASK_READY, _LOUDER, deleted(f"existing-assets/{_FLASK_PATH}")),
        {**_ONE_READY, "RenderRequested": 1, "ProductFailed": 1, "CampaignCompleted": 2},
    ),
    Scenario("variants", "late message of the first rendition", (*_FLASK_READY, _LOUDER, again("variants")), _TWICE),
    Scenario(
        "variants",
        "second delivery of a request",
        (*_FLASK_READY, _LOUDER, done("variants"), again("variants", -2)),
        _TWICE,
    ),
    Scenario("variants", "new picture to render", (*_LAMP_READY, _PAINTED, done("generator")), _REPAINTED),
    Scenario(
        "generator",
        "new picture asked for",
        (*_LAMP_READY, _PAINTED),
        {**_REPAINTED, "VariantsReady": 1, "CampaignCompleted": 1},
    ),
    Scenario(
        "generator", "new picture asked for, to the end", (*_LAMP_READY, _PAINTED), _REPAINTED, beside=("variants",)
    ),
    Scenario(
        "generator",
        "late message of the first picture",
        (*_LAMP_READY, _PAINTED, again("generator")),
        {**_REPAINTED, "VariantsReady": 1, "CampaignCompleted": 1},
    ),
    Scenario(
        "sweeper",
        "a request that nobody was told of",
        (*_FLASK_READY, _LOUDER, lost("variants")),
        _TWICE,
        beside=("variants",),
        hours=(2, 3, 5, 9, 17),
    ),
    Scenario(
        "sweeper",
        "a request without progress for a day",
        (*_FLASK_READY, _LOUDER, lost("variants")),
        {**_ONE_READY, "RenderRequested": 1, "ProductFailed": 1, "CampaignCompleted": 2},
        beside=("variants",),
        hours=(26, 27, 28),
    ),
)
