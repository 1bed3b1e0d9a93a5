"""Paths of pictures and logos: whatever people write, as a path below existing-assets/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.located import Located
from briefs.report import Report
from briefs.spellings import squash
from briefs.words import NO_PICTURE, PATH_KEYS
from shared.keys import ASSETS_PREFIX

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_S3 = re.compile(r"s3://[^/]+/(.*)", re.DOTALL | re.IGNORECASE)
_EXPECTED = f"a path below {ASSETS_PREFIX}, such as brand/product/product.png, or null"


def places(found: Located, report: Report) -> Iterator[Located]:
    """The single paths of a path, a list of paths, or objects that hold one ({path: ...})."""
    for item in found.items():
        if isinstance(item.value, dict):
            inner = [field for key, field in item.fields() if squash(key) in PATH_KEYS]
            if inner:
                for _, other in item.fields():
                    if other != inner[0]:
                        report.unused(other)
                yield from places(inner[0], report)
            elif item.value:
                report.problem(item, "wrong_type", _EXPECTED)
        elif isinstance(item.value, list) or item.value is True:
            report.problem(item, "wrong_type", _EXPECTED)
        elif isinstance(item.value, str):
            yield item


def asset_path(found: Located, report: Report, instead: str) -> str | None:
    """The path below existing-assets/, None where there is none.

    A foreign one is noted: `instead` tells what follows from it.
    """
    written = str(found.value).strip()
    if not written or squash(written) in NO_PICTURE:
        return None
    in_bucket = _S3.fullmatch(written)
    path = "/" + in_bucket[1] if in_bucket else written.replace("\\", "/")
    if in_bucket and not path.startswith(f"/{ASSETS_PREFIX}"):
        path = written
    if _SCHEME.match(path) or path.startswith("~"):
        report.note(found, f"not below {ASSETS_PREFIX}: {instead}")
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        report.problem(found, "unsafe_path", _EXPECTED + " (without ..)")
        return None
    if parts and parts[0] + "/" == ASSETS_PREFIX:
        parts = parts[1:]
    if not parts:
        report.problem(found, "empty", _EXPECTED)
        return None
    relative = "/".join(parts) + ("/" if path.endswith("/") else "")
    if relative != written:
        report.note(found, f"read as {relative} below {ASSETS_PREFIX}")
    return relative
