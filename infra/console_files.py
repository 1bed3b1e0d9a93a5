"""The files of the console as they are served: all but the page below a folder that is named by what is in them.

Its look is that of the page of a campaign's pictures, and lies there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pulumi

IMMUTABLE: Final = "public, max-age=31536000, immutable"
REVALIDATED: Final = "no-cache"

_ROOT: Final = Path(__file__).parents[1]
FILES: Final = _ROOT / "console"

_PAGE: Final = "index.html"
_FOLDER: Final = "app/"  # as the page names it
_LOOK: Final = {"app/styles/look.css": _ROOT / "rendering/campaign_page/look.css"}
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class ConsoleFile:
    """`name` stays when the content changes; `key` is where it lies then, None: by its name."""

    name: str
    content_type: str
    content: pulumi.Input[str]
    cache_control: str
    key: str | None = None


def console_files(root: Path) -> tuple[ConsoleFile, list[ConsoleFile]]:
    """The page, and what it loads. Raises KeyError for a file whose type no browser would be told."""
    texts = dict(_texts(root)) | {name: path.read_text(encoding="utf-8") for name, path in _LOOK.items()}
    page = texts.pop(_PAGE)
    digest = hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest()[:16]
    files = [
        ConsoleFile(name, _TYPES[Path(name).suffix], text, IMMUTABLE, f"{digest}/{name.removeprefix(_FOLDER)}")
        for name, text in sorted(texts.items())
    ]
    page = page.replace(f'"{_FOLDER}', f'"{digest}/')
    return ConsoleFile(_PAGE, _TYPES[".html"], page, REVALIDATED), files


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in root.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
