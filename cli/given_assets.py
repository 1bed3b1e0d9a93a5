"""The files that `--asset` names, and a folder laid out as existing-assets/: each with the key that it gets."""

from __future__ import annotations

import json
from pathlib import Path

from briefs.read import read_brief
from cli.failures import CommandFailed
from shared import keys
from shared.problems import BriefRefused


def parse_asset(text: str) -> tuple[str, Path]:
    """LOCAL=KEY as key and file; a key is spelled as freely as a path in a brief. Raises CommandFailed."""
    local, equals, written = text.rpartition("=")
    if not (local and equals and written):
        raise CommandFailed(f"--asset {text}: expected LOCAL=KEY, as in bottle.png=aqua/bottle/product.png")
    file, path = Path(local), _path(text, written)
    if not file.is_file():
        raise CommandFailed(f"--asset {text}: no file {local}")
    return keys.ASSETS_PREFIX + (path + file.name if path.endswith("/") else path), file


def _path(text: str, written: str) -> str:
    """What a brief would say with it, so that one can name it."""
    brief = {"campaign_message": "m", "products": [{"name": "p", "existing_assets": written}]}
    try:
        [path] = read_brief(json.dumps(brief).encode(), "asset.json").brief.products[0].existing_assets
    except (BriefRefused, ValueError) as error:
        problems = error.problems if isinstance(error, BriefRefused) else ()
        expected = next((problem.expected for problem in problems), f"a path below {keys.ASSETS_PREFIX}")
        raise CommandFailed(f"--asset {text}: found the key {written}; expected {expected}") from None
    return path


def assets_below(folder: Path) -> dict[str, Path]:
    """Every file below `folder`, which mirrors existing-assets/."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {keys.ASSETS_PREFIX + path.relative_to(folder).as_posix(): path for path in files}
