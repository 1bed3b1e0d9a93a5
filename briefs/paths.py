"""Paths of pictures and logos: whatever people write, as a path below existing-assets/."""

from __future__ import annotations

import re

from briefs.located import Located
from briefs.report import Report
from briefs.vocabulary import NO_PICTURE
from shared.keys import ASSETS_PREFIX

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_S3 = re.compile(r"s3://[^/]+/(.*)", re.DOTALL | re.IGNORECASE)
_EXPECTED = f"a path below {ASSETS_PREFIX}, such as brand/product/product.png, or null"


def asset_path(here: Located, report: Report, instead: str) -> str | None:
    """The path below existing-assets/, None where there is none.

    A foreign one is noted: `instead` tells what follows from it.
    """
    if isinstance(here.value, bool):
        report.note(here, f"no path: {instead}" if here.value else "read as nothing")
        return None
    written = str(here.value or "").strip()
    if here.absent or written.casefold() in NO_PICTURE:
        if not here.absent:
            report.claim(here)
        return None
    in_bucket = _S3.fullmatch(written)
    path = "/" + in_bucket[1] if in_bucket else written.replace("\\", "/")
    if in_bucket and not path.startswith(f"/{ASSETS_PREFIX}"):
        path = written
    if _SCHEME.match(path) or path.startswith("~"):
        report.note(here, f"not below {ASSETS_PREFIX}: {instead}")
        return None
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        report.problem(here, "unsafe_path", _EXPECTED + " (without ..)")
        return None
    if parts and parts[0] + "/" == ASSETS_PREFIX:
        parts = parts[1:]
    if not parts:
        report.problem(here, "empty", _EXPECTED)
        return None
    relative = "/".join(parts) + ("/" if path.endswith("/") else "")
    report.claim(here)
    if relative != written:
        report.tell(here, f"read as {relative} below {ASSETS_PREFIX}")
    return relative
