"""How long each handler module takes to import in a fresh interpreter, as in a cold start.

Ratios against `import boto3`, so that machines compare: `python -m benchmarks.import_time`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

from rich.console import Console
from rich.table import Table

from tests.images.check import ENVIRONMENT

_RUNS = 7
_BASELINE = "boto3"
_MODULES = [_BASELINE, *(f"services.{stage}.handler" for stage in ("parser", "generator", "variants"))]
_ENVIRONMENT = dict(line.split("=", 1) for line in ENVIRONMENT.read_text().splitlines())
# On Linux a process that was just forked inherits its parent's peak as ru_maxrss, and keeps it: VmHWM is its own.
_MEASURE = """
import importlib, pathlib, re, resource, sys, time
start = time.perf_counter()
importlib.import_module(sys.argv[1])
seconds, status = time.perf_counter() - start, pathlib.Path("/proc/self/status")
own = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text()).group(1) if status.exists() else None
print(seconds, own or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure(module: str) -> tuple[float, float]:
    """Seconds, and peak memory in MB, of one import in a fresh interpreter."""
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, module],
        env={**_ENVIRONMENT, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kilobytes = run.stdout.split()
    return float(seconds), int(kilobytes) / 1024


def main() -> None:
    # Interleaved, so that a noisy minute meets all of them alike; the first round only warms the disk's cache.
    rounds = [{module: measure(module) for module in _MODULES} for _ in range(_RUNS + 1)][1:]
    table = Table("module", "median s", "best s", f"x {_BASELINE}", "peak MB", title="import, cold interpreter")
    baseline = statistics.median(each[_BASELINE][0] for each in rounds)
    for module in _MODULES:
        times = [each[module][0] for each in rounds]
        memory = max(each[module][1] for each in rounds)
        median = statistics.median(times)
        table.add_row(module, f"{median:.2f}", f"{min(times):.2f}", f"{median / baseline:.1f}", f"{memory:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
