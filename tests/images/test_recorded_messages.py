"""Proof of what needs no Docker in `make images`: the recorded messages, and the environment that the images get."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from infra.names import STAGES
from tests.images.check import ENVIRONMENT, recorded, stages
from tests.infra.recorded import ROOT, deploy

_INVOKE = """
import importlib, json, sys
handler = importlib.import_module(f"services.{sys.argv[1]}.handler").handler
print("ANSWER", json.dumps(handler(json.load(sys.stdin), None)))
"""


def environment() -> dict[str, str]:
    return dict(line.split("=", 1) for line in ENVIRONMENT.read_text().splitlines())


def test_every_stage_has_a_recorded_message() -> None:
    assert stages() == sorted(STAGES)


def test_the_images_are_started_with_the_variables_of_the_functions() -> None:
    functions = [deploy("dev").one("Function", f"{stage}-function").inputs for stage in STAGES]
    variables = {name for function in functions for name in function["environment"]["variables"]}
    assert {name for name in environment() if not name.startswith("AWS_")} == variables


@pytest.mark.parametrize("stage", STAGES)
def test_a_handler_answers_as_recorded_without_aws(stage: str) -> None:
    message = recorded(stage)
    run = subprocess.run(
        [sys.executable, "-c", _INVOKE, stage],
        input=json.dumps(message["event"]),
        env={**environment(), "PATH": os.environ["PATH"], "AWS_LAMBDA_FUNCTION_NAME": f"check-{stage}"},
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    [answer] = [line for line in run.stdout.splitlines() if line.startswith("ANSWER ")]
    assert json.loads(answer.removeprefix("ANSWER ")) == message["answer"], run.stdout
