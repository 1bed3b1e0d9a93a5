"""The API holds to its own document, whatever it is sent, and by whom.

A new call is tried as soon as it is in the document.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.caller import Caller
from tests.pipeline.hammering import Statuses, campaigns_to_find, hammered
from tests.pipeline.pipeline import Pipeline

_OF_OPERATORS = {"DELETE /campaigns/{campaign_id}", "POST /campaigns/{campaign_id}/redrive"}
_TOO_LATE_BY_CHANCE = "POST /campaigns/{campaign_id}/cancel"
_BRIEF = "--phases", "fuzzing,stateful", "--max-examples", "3", "--seed", "1"
_LONG = "--max-examples", "200", "--workers", "2"


@pytest.fixture
def callers(ann: Caller, olga: Caller, nobody: Caller) -> dict[str, Caller]:
    return {"marketer": ann, "operator": olga, "nobody": nobody}


def _refused(statuses: Statuses) -> set[str]:
    return {call for call, answered in statuses.items() if 403 in answered}


def _end(pipeline: Pipeline) -> None:
    pipeline.wait_until_idle()
    pipeline.listen()


@pytest.mark.parametrize("who", ["marketer", "operator"])
def test_what_the_api_answers_is_in_its_document(
    pipeline: Pipeline, callers: dict[str, Caller], tmp_path: Path, who: str
) -> None:
    statuses = hammered(callers[who], tmp_path, campaigns_to_find(pipeline, complete=1), *_BRIEF)
    assert all(statuses.values())
    assert _refused(statuses) == (_OF_OPERATORS if who == "marketer" else set())
    _end(pipeline)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("who", ["marketer", "operator", "nobody"])
def test_what_the_api_answers_to_thousands_of_calls_is_in_its_document(
    pipeline: Pipeline, callers: dict[str, Caller], tmp_path: Path, who: str
) -> None:
    statuses = hammered(callers[who], tmp_path, campaigns_to_find(pipeline, complete=10), *_LONG)
    for call, answered in statuses.items():
        print(f"{call}: {dict(sorted(answered.items()))}")
    assert sum(answered.total() for answered in statuses.values()) > 1000
    may = {"marketer": set(statuses) - _OF_OPERATORS, "operator": set(statuses), "nobody": {"GET /health"}}
    taken = {call for call, answered in statuses.items() if any(status < 300 for status in answered)}
    assert may[who] - {_TOO_LATE_BY_CHANCE} <= taken <= may[who]
    _end(pipeline)


@pytest.mark.parametrize(
    ("body", "kind", "status", "said"),
    [
        (b"name=a.json&text=x", "application/x-www-form-urlencoded", 415, "Content-Type: application/json; found"),
        (b"--", "multipart/form-data", 415, "Content-Type: application/json; found multipart"),
        (b"{}", "text/plain", 415, "Content-Type: application/json; found text/plain"),
        (b"\xff", "", 422, "JSON in UTF-8"),
        (b'{"name": ', "application/json", 422, "JSON (Expecting value, at character 9)"),
        (b'{"name": %s}' % (b"9" * 5000), "application/json", 422, "too long a number"),
        (b"[" * 100_000, "application/json; charset=utf-8", 422, "too many brackets"),
    ],
)
def test_a_body_that_is_no_json_is_told_in_words(ann: Caller, body: bytes, kind: str, status: int, said: str) -> None:
    answer = ann.call("/briefs/check", "POST", body, {"Content-Type": kind})
    assert (answer.status, answer.kind) == (status, "application/problem+json")
    assert said in answer.body.decode()


@pytest.mark.parametrize(
    ("call", "body", "pointer"),
    [
        ("/campaigns/any/render", {"dry_run": 0}, "/body/dry_run"),
        ("/campaigns/any/render", {"picture": True}, "/body/picture"),
        ("/campaigns/any/products/lamp-0/image", {"seed": "7"}, "/body/seed"),
    ],
)
def test_a_value_of_another_type_is_not_taken_for_what_was_meant(
    ann: Caller, call: str, body: object, pointer: str
) -> None:
    answer = ann.post(call, body, **{"Idempotency-Key": "types"})
    assert answer.status == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_every_call_but_health_is_refused_to_nobody_whatever_its_method(nobody: Caller) -> None:
    document = nobody.get("/openapi.json").json
    calls = {(path, method.upper()) for path, methods in document["paths"].items() for method in methods}
    open_to_all = {(path, method) for path, method in calls if nobody.call(path, method).status != 401}
    assert open_to_all == {("/health", "GET")}
    assert all("401" in document["paths"][path][method.lower()]["responses"] for path, method in calls - open_to_all)
    assert {nobody.call(path, "DELETE").status for path in ("/health", "/openapi.json", "/no-such-call")} == {401}
