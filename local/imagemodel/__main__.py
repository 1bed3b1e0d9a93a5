"""`python -m local.imagemodel --port 4577`: the stand-in on its own, until Ctrl-C."""

from __future__ import annotations

import argparse
import signal
import sys

from local.imagemodel.server import ImageModel, PortTaken


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local.imagemodel", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0 (default) takes a free one")
    parser.add_argument(
        "--retire", action="append", default=[], metavar="MODEL_ID", help="answer as past its end of life"
    )
    wanted = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with ImageModel(wanted.port, wanted.retire) as model:
            print(f"image models of Amazon Bedrock (stand-in): {model.url}", flush=True)
            signal.pause()
    except PortTaken as taken:
        print(taken, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
