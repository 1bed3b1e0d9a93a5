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


@contextmanager
def local_run(command: str, port: int | None = None) -> Iterator[LocalStack]:
    """Logs below .local/{command}/. Raises LocalAwsFailed."""
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
