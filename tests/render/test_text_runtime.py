"""On a machine whose FriBiDi cannot be loaded: what needs shaping is refused, the rest is set, no image starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.render.messages import MESSAGES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="hides the library as Linux finds it")

ROOT = Path(__file__).parents[2]
_RENDER = """
import sys
from shared.problems import GivenUp
from tests.render.pictures import file, plain
from tests.render.variants import SQUARE, variants

for message in sys.argv[1:]:
    try:
        evidence = variants(file(plain()), message, None, [SQUARE])[SQUARE].evidence
        print("set", all(evidence[name].passed for name in ("contrast", "safe_zone", "missing_glyphs")))
    except GivenUp as refused:
        print(refused.code, refused.reason)
"""
_SETTINGS = {
    "S3_BUCKET_NAME": "bucket",
    "CAMPAIGNS_TABLE": "table",
    "EVENT_BUS_NAME": "bus",
    "QUEUE_URL": "http://127.0.0.1/queue",
    "DLQ_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/none-dlq",
    "TRIES": "3",
    "RETRY_BASE_SECONDS": "30",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "POWERTOOLS_METRICS_NAMESPACE": "test",
    "POWERTOOLS_SERVICE_NAME": "variants",
}


@pytest.fixture
def without_fribidi(tmp_path: Path) -> dict[str, str]:
    """An environment in which the loader meets a file of that name, and no library in it."""
    for name in ("libfribidi.so.0", "libfribidi.so"):
        (tmp_path / name).write_text("no library")
    return {"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}


def _python(code: str, *arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


NEEDS_NO_SHAPING = {
    "english": MESSAGES["english"][0],
    "accents": "Żółć, Ångström, Öl & ñandú: Kauf\u00adhaus\u200b-Sale",
    "vietnamese": MESSAGES["vietnamese"][0],
    "russian": MESSAGES["russian"][0],
    "chinese": MESSAGES["chinese"][0],
    "korean": MESSAGES["korean"][0],
    "emoji": "Party 🎉🔥 today ☀️",
}
NEEDS_SHAPING = {
    **{name: MESSAGES[name][0] for name in ("arabic", "hebrew", "hindi", "bengali", "tamil", "thai")},
    "thai word among english ones": "Fly to ไทย",
    "family": "For the 👨‍👩‍👧",
    "flag": "Made in 🇩🇪",
    "skin tone": "Well done 👍🏽",
    "stacked marks": "x\u0302\u0303",
}


def test_without_fribidi_only_what_needs_shaping_is_refused(without_fribidi: dict[str, str]) -> None:
    messages = {**NEEDS_NO_SHAPING, **NEEDS_SHAPING}
    run = _python(_RENDER, *messages.values(), environment=without_fribidi)
    assert run.returncode == 0, run.stderr
    said = dict(zip(messages, run.stdout.splitlines(), strict=True))
    assert {said[name] for name in NEEDS_NO_SHAPING} == {"set True"}
    for name in NEEDS_SHAPING:
        assert said[name].startswith("shaping_unavailable"), name
        assert "apt-get install libfribidi0" in said[name]


@pytest.mark.parametrize("runtime", ["lambda", "laptop"])
def test_the_function_refuses_to_start_in_an_image_without_fribidi(
    runtime: str, without_fribidi: dict[str, str]
) -> None:
    environment = without_fribidi | _SETTINGS
    if runtime == "lambda":
        environment["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:9001"
    run = _python("import services.variants.handler", environment=environment)
    if runtime == "laptop":
        assert run.returncode == 0, run.stderr
    else:
        assert run.returncode != 0
        assert "ShapingUnavailable: Pillow cannot shape text: install FriBiDi" in run.stderr


def test_the_function_starts_in_an_image_with_fribidi() -> None:
    environment = {"PATH": os.environ["PATH"], **_SETTINGS, "AWS_LAMBDA_RUNTIME_API": "127.0.0.1:9001"}
    assert _python("import services.variants.handler", environment=environment).returncode == 0
