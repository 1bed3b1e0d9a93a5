"""A local AWS for a command: its steps said, ended by Ctrl-C and by SIGTERM alike."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from botocore.exceptions import BotoCoreError

from cli.paths import LOCAL
from cli.terminal import hint
from local.stack import LocalStack, local_aws

LOGS = LOCAL / "logs"


@contextmanager
def local_run(port: int | None = None) -> Iterator[LocalStack]:
    """Raises LocalAwsFailed."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        with local_aws(port, log_dir=LOGS, progress=hint) as stack:
            try:
                yield stack
            except BotoCoreError:
                stack.check()  # a dead emulator explains it better
                raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
