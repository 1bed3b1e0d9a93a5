"""The emulator's own process, run as a script: MiniStack, and an end that nobody has to remember.

The parent holds the other end of stdin. When it closes, in whatever way the parent ends (even SIGKILL), this
process and its function workers, which are one process group, end with it, and so does their scratch folder.
"""

import os
import shutil
import signal
import sys
import threading


def _end_with_the_parent() -> None:
    sys.stdin.buffer.read()
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)


def main() -> None:
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    from ministack import app

    # MiniStack has read it; left there, it would become the log level of every function.
    del os.environ["LOG_LEVEL"]
    app.main()


if __name__ == "__main__":
    main()
