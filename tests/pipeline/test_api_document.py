"""The API holds to its own document, whatever it is sent: Schemathesis makes calls of it, over HTTP, signed in and not.

A new call is tried as soon as it is in the document.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.briefs import brief
from tests.pipeline.caller import Caller
from tests.pipeline.pipeline import Pipeline

# Not every brief that fits the schema can be run, nor is every text a cursor; other methods are calls that there
# are not: 404, as for any other path.
_EXCLUDED = "positive_data_acceptance,unsupported_method"


def _hammered(caller: Caller, folder: Path, *options: str) -> int:
    """How many calls were made of every operation in the document; none had a 5xx or an answer outside of it."""
    url = f"{caller.url}/api"
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json", "--url", url, "--no-color"]
    signed_in = ["--header", f"Authorization: Bearer {caller.token}"]
    done = subprocess.run(
        [*command, *signed_in, "--exclude-checks", _EXCLUDED, *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    known = sum(len(methods) for methods in caller.get("/openapi.json").json["paths"].values())
    assert re.findall(r"Tested: (\d+)", done.stdout) == [str(known)], done.stdout
    return int(re.findall(r"(\d+) generated", done.stdout)[0])


def _campaign_to_find(pipeline: Pipeline) -> None:
    pipeline.run(brief("Hammered", "Hammered Lamp", "Hammered Cup", formats=["twitter-card"]), "hammered.json")


def _end(pipeline: Pipeline) -> None:
    pipeline.wait_until_idle()
    pipeline.listen()


def test_what_the_api_answers_is_in_its_document(pipeline: Pipeline, ann: Caller, tmp_path: Path) -> None:
    _campaign_to_find(pipeline)
    assert _hammered(ann, tmp_path, "--phases", "fuzzing,stateful", "--max-examples", "3", "--seed", "1") > 30
    _end(pipeline)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_what_the_api_answers_to_thousands_of_calls_is_in_its_document(
    pipeline: Pipeline, ann: Caller, tmp_path: Path
) -> None:
    _campaign_to_find(pipeline)
    made = _hammered(ann, tmp_path, "--max-examples", "200", "--workers", "2")
    print(f"\n{made} calls")
    assert made > 1000
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


def test_every_call_but_health_is_refused_to_nobody_whatever_its_method(nobody: Caller) -> None:
    document = nobody.get("/openapi.json").json
    calls = {(path, method.upper()) for path, methods in document["paths"].items() for method in methods}
    open_to_all = {(path, method) for path, method in calls if nobody.call(path, method).status != 401}
    assert open_to_all == {("/health", "GET")}
    assert all("401" in document["paths"][path][method.lower()]["responses"] for path, method in calls - open_to_all)
    assert {nobody.call(path, "DELETE").status for path in ("/health", "/openapi.json", "/no-such-call")} == {401}
