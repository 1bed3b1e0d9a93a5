"""A local AWS for a command, and how `creative up` tells the commands in other terminals where its own listens."""

from __future__ import annotations

import fcntl
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
    """Run it, its steps said, until the block, Ctrl-C, SIGTERM or a closed terminal ends it.

    Its logs lie below .local/{command}/. Raises LocalAwsFailed.
    """
    from local.stack import local_aws

    before = {number: signal.signal(number, _interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        with local_aws(port, log_dir=LOCAL / command, progress=hint) as stack:
            try:
                yield stack
            except BotoCoreError:
                stack.check()  # a dead emulator explains it better
                raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
    if state.answers():
        return state
    if _is_held(path):
        raise CommandFailed(f"the local AWS at {state.endpoint_url} does not answer: see `creative up` in its terminal")
    path.unlink(missing_ok=True)
    again = "run `creative up` again, or this command once more to work on AWS"
    raise CommandFailed(
        f"the local AWS at {state.endpoint_url} has ended without a word: {again} ({readable(path)} is removed)"
    )


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Holds the place of the local AWS that `path` announces, from before it starts; a crash lets go of it, too.

    Raises CommandFailed where another one holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(f"another `creative up` runs already or is starting{_where(path)}") from None
        yield


def _lock(path: Path) -> Path:
    return path.with_suffix(".lock")


def _is_held(path: Path) -> bool:
    try:
        with only_one(path):
            return False
    except CommandFailed:
        return True


def _where(path: Path) -> str:
    try:
        return f", at {json.loads(path.read_text())['endpoint_url']} ({readable(path)}): use it, or end it first"
    except (OSError, ValueError, KeyError):
        return ": wait for it, or end it first"


@contextmanager
def announced(path: Path, state: LocalState) -> Iterator[None]:
    """The state file, for as long as the block lasts; whole at every moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(state), indent=2))
    part.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
