"""Where the command keeps and finds things of this repository."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
LOCAL = ROOT / ".local"
STATE_FILE = LOCAL / "stack.json"

# Below the working directory, where whoever ran the command looks first.
DEMO_OUTPUT = Path("demo-output")


def readable(path: Path) -> str:
    """Relative to the working directory where that is shorter."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
