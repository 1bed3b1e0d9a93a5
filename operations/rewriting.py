"""Writes a brief anew with other paths of pictures, so that it says where they lie once they are uploaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from briefs.read import ReadBrief, read_brief
from shared.brief import Brief
from shared.problems import BriefRefused

# What people write before a path, or between its parts: ./ .\ / existing-assets/ and, in JSON, two backslashes for one.
_BEFORE = r"(?<![\w.\-/\\])(?:\.?[/\\]+)?(?:existing-assets[/\\]+)?"
_BEHIND = r"[/\\]*(?![\w\-/\\]|\.\w)"


def with_paths(data: bytes, read: ReadBrief, filename: str, renamed: Mapping[str, str]) -> tuple[bytes, str]:
    """The brief and the name of its file; `renamed` has the new path for each old one, both below existing-assets/.

    The author's own text where that can be proven: read again, it must say what it said, but for the paths. Else its
    canonical form as JSON, whose notes are then lost. Raises ValueError where not even that reads as the same.
    """
    wanted = _renamed(read.brief, renamed)
    if wanted == read.brief:
        return data, filename
    own = _replaced(data, renamed)
    if own is not None and _says(own, filename, wanted):
        return own, filename
    canonical = wanted.model_dump_json(indent=2, exclude_none=True).encode()
    name = PurePath(filename).with_suffix(".json").name
    if not _says(canonical, name, wanted):
        raise ValueError(f"the canonical form of {filename} does not read as the brief itself")
    return canonical, name


def _renamed(brief: Brief, renamed: Mapping[str, str]) -> Brief:
    products = tuple(
        product.model_copy(
            update={"existing_assets": tuple(renamed.get(path, path) for path in product.existing_assets)}
        )
        for product in brief.products
    )
    logo = renamed.get(brief.logo, brief.logo) if brief.logo else None
    return brief.model_copy(update={"products": products, "logo": logo})


def _replaced(data: bytes, renamed: Mapping[str, str]) -> bytes | None:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    # The longest first: a folder's path may begin the path of a picture in it.
    for path in sorted(renamed, key=len, reverse=True):
        parts = r"[/\\]+(?:\.[/\\]+)*".join(map(re.escape, path.strip("/").split("/")))
        text = re.sub(_BEFORE + parts + _BEHIND, renamed[path].replace("\\", r"\\"), text)
    return text.encode()


def _says(data: bytes, filename: str, wanted: Brief) -> bool:
    try:
        return read_brief(data, filename).brief == wanted
    except BriefRefused:
        return False
