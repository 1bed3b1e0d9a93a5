"""The example in examples/api/ is run as it is written down, by a Python that has nothing installed."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from local.people import sign_up
from tests.pipeline.briefs import product_picture
from tests.pipeline.pipeline import Pipeline

_WALK = Path(__file__).parents[2] / "examples" / "api" / "walk.py"


def test_the_example_brings_a_picture_submits_waits_and_shows_every_format(pipeline: Pipeline, tmp_path: Path) -> None:
    stack, picture = pipeline.stack, tmp_path / "flask.png"
    picture.write_bytes(product_picture())
    person = sign_up(stack, "walker@example.com", "marketer")
    arguments = [str(stack.outputs["apiUrl"]), stack.endpoint_url, str(stack.outputs["userPoolClientId"]), person.email]
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(_WALK), *arguments, str(picture)],
        env={**os.environ, "CREATIVE_PASSWORD": person.password},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "costs 0.06 USD" in done.stderr
    shown = dict(line.split() for line in done.stdout.splitlines())
    assert len(shown) == 5
    for url in shown.values():
        with urllib.request.urlopen(url) as variant:  # noqa: S310 - signed
            assert variant.read(2) == b"\xff\xd8"
    pipeline.wait_until_idle()
    pipeline.listen()
