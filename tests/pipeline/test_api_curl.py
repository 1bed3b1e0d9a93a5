"""The lines of docs/api.md, run by a shell as they stand there, in their order, on the local AWS."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.commands.up import api_settings
from cli.files import ROOT
from local.people import sign_up
from tests.pipeline.briefs import product_picture
from tests.pipeline.pipeline import Pipeline

_NEEDED = "bash", "curl", "jq", "sha256sum"
_BLOCK = re.compile(r"(?:^    .+\n)+", re.MULTILINE)
_OPERATORS = re.compile(
    r"^    aws |\$\(pulumi ", re.MULTILINE
)  # with AWS credentials: whoever is at the local AWS pastes
_ANSWER = re.compile(r"^    \{.*\n", re.MULTILINE)


def _lines() -> str:
    blocks = _BLOCK.findall((ROOT / "docs" / "api.md").read_text())
    return "".join(_ANSWER.sub("", block) for block in blocks if not _OPERATORS.search(block))


@pytest.mark.skipif(not all(map(shutil.which, _NEEDED)), reason=f"needs {', '.join(_NEEDED)}")
def test_every_line_for_people_works_as_it_is_written(pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "flask.png").write_bytes(product_picture())
    pasted = api_settings(pipeline.stack, sign_up(pipeline.stack, "curl@example.com", "operator"))
    done = subprocess.run(
        ["bash", "-c", f"set -euo pipefail\n{pasted}\n{_lines()}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"errors"' not in done.stdout, done.stdout
    assert re.search(r"uploads/[0-9a-f]{64}/flask\.png$", done.stdout.strip()), done.stdout
    pictures = list(tmp_path.glob("*.jpg"))
    assert len(pictures) == 5
    assert all(picture.read_bytes().startswith(b"\xff\xd8") for picture in pictures)
    pipeline.wait_until_idle()
    pipeline.listen()
