from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata

from tests.infra.recorded import ROOT

# In a fresh interpreter: every distribution of which the program's own modules import something.
_IMPORTED = """
import importlib.metadata, json, pathlib, sys
before = set(sys.modules)
for path in pathlib.Path("infra").glob("*.py"):
    __import__(f"infra.{path.stem}")
owners = importlib.metadata.packages_distributions()
print(json.dumps(sorted({d for m in set(sys.modules) - before for d in owners.get(m.partition(".")[0], [])})))
"""


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def with_what_they_need(names: set[str]) -> set[str]:
    found: set[str] = set()
    while names - found:
        name = (names - found).pop()
        found.add(name)
        requirements = [r for r in metadata.requires(name) or [] if "extra ==" not in r]
        parsed = [re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements]
        names |= {canonical(each[0]) for each in parsed if each}
    return found


def test_pulumi_install_brings_all_that_the_program_imports() -> None:
    """Its own modules and the parts of shared/ that they use, and nothing that only a function needs."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    output = subprocess.check_output([sys.executable, "-c", _IMPORTED], cwd=ROOT, text=True)
    imported = {canonical(name) for name in json.loads(output)} - {"creative-automation"}
    assert {"pulumi", "pulumi-aws", "pulumi-docker-build", "pydantic"} <= imported
    assert imported - with_what_they_need({canonical(name) for name in pinned}) == set()
    assert {name: metadata.version(name) for name in pinned} == pinned
