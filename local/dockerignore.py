"""Which files of a build context Docker would not see (.dockerignore)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath


def ignored_by(context: Path) -> Callable[[PurePosixPath], bool]:
    """Whether a path relative to `context` is ignored; the last pattern for it or a folder above it decides."""
    file = context / ".dockerignore"
    lines = [line.strip() for line in file.read_text().splitlines()] if file.exists() else []
    rules = [_rule(line) for line in lines if line and not line.startswith("#")]

    def ignored(path: PurePosixPath) -> bool:
        verdicts = [excludes for pattern, excludes in rules if pattern.fullmatch(str(path))]
        return bool(verdicts) and verdicts[-1]

    return ignored


def _rule(line: str) -> tuple[re.Pattern[str], bool]:
    """Patterns start at the root of the context: * and ? stay within a folder, ** crosses folders."""
    text = line.removeprefix("!").strip("/").removeprefix("./")
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]*\])", text)
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(known.get(part) or (part if part.startswith("[") else re.escape(part)) for part in parts)
    return re.compile(body + "(?:/.*)?"), not line.startswith("!")
