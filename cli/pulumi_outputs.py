"""The outputs of a deployed stack, as the Pulumi CLI knows them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

_SECONDS = 60


class NoOutputs(Exception):
    """The Pulumi CLI can't tell the outputs; the message says why in a few words."""


def stack_outputs(stack: str, root: Path) -> dict[str, Any]:
    """Raises NoOutputs."""
    pulumi = shutil.which("pulumi")
    if not pulumi:
        raise NoOutputs("the Pulumi CLI is not installed")
    command = [pulumi, "stack", "output", "--json", "--non-interactive", "--stack", stack]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=_SECONDS, check=True)  # noqa: S603
        outputs = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or error.stdout).strip().splitlines()
        reason = lines[-1].removeprefix("error: ") if lines else f"exit status {error.returncode}"
        raise NoOutputs(f"`pulumi stack output --stack {stack}` says: {reason}") from None
    except subprocess.TimeoutExpired:
        raise NoOutputs(f"`pulumi stack output --stack {stack}` did not answer within {_SECONDS} s") from None
    except ValueError:
        raise NoOutputs(f"`pulumi stack output --stack {stack}` printed no JSON") from None
    if not outputs:
        raise NoOutputs(f"the stack {stack} has no outputs yet: run `pulumi up --stack {stack}`")
    return dict(outputs)
