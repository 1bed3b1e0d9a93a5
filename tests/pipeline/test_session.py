"""The cookies that the API sets: for reading what campaigns have made, for an hour, for the browser alone."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
import urllib.request
from http.cookies import Morsel, SimpleCookie

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from local.stack import LocalStack
from services.api.app import make_app
from services.api.settings import ApiSettings
from services.api.stack_access import stack_access
from shared import keys
from tests.pipeline.briefs import brief
from tests.pipeline.caller import Caller
from tests.pipeline.pipeline import Pipeline

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
NAMES = {"CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"}


def _cookies(caller: Caller, method: str) -> dict[str, Morsel[str]]:
    headers = {"Authorization": f"Bearer {caller.token}"}
    request = urllib.request.Request(f"{caller.url}/api/session", headers=headers, method=method)  # noqa: S310 - our own
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        set_ = answer.headers.get_all("Set-Cookie")
    return {name: morsel for each in set_ for name, morsel in SimpleCookie(each).items()}


def test_whoever_is_signed_in_gets_cookies_for_reading_for_an_hour(stack: LocalStack, ann: Caller) -> None:
    cookies = _cookies(ann, "POST")
    assert cookies.keys() == NAMES
    policy = json.loads(base64.b64decode(cookies["CloudFront-Policy"].value.translate(str.maketrans("-_~", "+=/"))))
    [statement] = policy["Statement"]
    assert statement["Resource"] == f"{stack.outputs['consoleUrl']}/output/*"
    assert 3500 < statement["Condition"]["DateLessThan"]["AWS:EpochTime"] - time.time() <= 3600
    for cookie in cookies.values():
        assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/output", "", "3600")
        assert (cookie["samesite"], cookie["httponly"], cookie["secure"]) == ("Strict", True, True)


def test_they_are_taken_back(ann: Caller) -> None:
    cookies = _cookies(ann, "DELETE")
    assert cookies.keys() == NAMES
    assert {(cookie.value, cookie["max-age"], cookie["path"]) for cookie in cookies.values()} == {("", "0", "/output")}


def test_nobody_else_gets_any(nobody: Caller) -> None:
    answer = nobody.post("/session", None)
    assert answer.status == 401


def test_no_cold_start_waits_for_what_only_signing_needs() -> None:
    loaded = "import sys, services.api.app; print([name for name in sys.modules if name.startswith('cryptography')])"
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True).strip() == "[]"


def test_a_stack_without_a_console_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"S3_BUCKET_NAME": "campaigns", "CAMPAIGNS_TABLE": "campaigns", "EVENT_BUS_NAME": "campaigns"}
    rates = dict.fromkeys(("RATE_GENERATION", "RATE_PROCESSING", "RATE_VARIANTS"), "0.1")
    for name, value in {**own, **rates, "AWS_DEFAULT_REGION": "us-east-1", **CREDENTIALS}.items():
        monkeypatch.setenv(name, value)
    call = {
        "version": "2.0",
        "rawPath": "/api/session",
        "headers": {},
        "requestContext": {"http": {"method": "POST", "path": "/api/session"}, "stage": "$default"},
    }
    answer = make_app(stack_access(ApiSettings())).resolve(call, LambdaContext())
    assert answer["statusCode"] == 404
    assert "no console" in json.loads(answer["body"])["detail"]


def test_what_is_rewritten_is_asked_for_each_time_and_what_is_not_may_be_kept(pipeline: Pipeline) -> None:
    outcome = pipeline.run(brief("Kept", "Kept Lamp", formats=["twitter-card"]), "kept.json")
    told = {
        key: pipeline.s3.head_object(Bucket=pipeline.bucket, Key=key).get("CacheControl")
        for key in (
            keys.manifest(outcome.campaign_id),
            keys.variant(outcome.campaign_id, "kept-lamp-0", "twitter-card", None),
        )
    }
    assert list(told.values()) == ["no-cache", None]
