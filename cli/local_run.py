"""A local AWS for a command, and how `creative up` tells the commands in other terminals where its own listens."""

from __future__ import annotations

import json
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError

from cli.failures import CommandFailed
from cli.files import LOCAL, readable
from cli.terminal import hint

if TYPE_CHECKING:
    from local.stack import LocalStack


@contextmanager
def local_run(command: str, port: int | None = None) -> Iterator[LocalStack]:
    """Run it, its steps said, until the block, Ctrl-C or SIGTERM ends it; logs below .local/{command}/.

    Raises LocalAwsFailed.
    """
    from local.stack import local_aws

    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        with local_aws(port, log_dir=LOCAL / command, progress=hint) as stack:
            try:
                yield stack
            except BotoCoreError:
                stack.check()  # a dead emulator explains it better
                raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@dataclass(frozen=True, slots=True)
class LocalState:
    """`outputs` are the Pulumi program's."""

    endpoint_url: str
    region: str
    outputs: Mapping[str, Any]

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.endpoint_url}/_ministack/health", timeout=3).close()  # noqa: S310 our own URL
        except (urllib.error.URLError, OSError, ValueError):
            return False
        return True


def read_state(path: Path) -> LocalState | None:
    """None where no local AWS was announced. Raises CommandFailed for one that has ended, or an unreadable file."""
    try:
        state = LocalState(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise CommandFailed(
            f"{readable(path)} can't be read ({error}): remove it, then run `creative up` again"
        ) from None
    if not state.answers():
        raise CommandFailed(
            f"{readable(path)} speaks of a local AWS at {state.endpoint_url}, but nothing answers there: "
            "run `creative up` again, or remove the file to work on AWS"
        )
    return state


@contextmanager
def announced(path: Path, state: LocalState) -> Iterator[None]:
    """The state file, for as long as the block lasts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(state), indent=2))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
