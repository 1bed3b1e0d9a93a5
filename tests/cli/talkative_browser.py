"""A browser that prints a lot, and keeps the addresses that it is given."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

_PATIENCE = 30  # seconds; nobody waits for a browser but these tests


def talkative_browser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with a line for each address."""
    browser, addresses = folder / "browser", folder / "addresses"
    browser.write_text(f'#!/bin/sh\necho noise; echo noise >&2; echo "$1" >> {addresses}\n')
    browser.chmod(0o755)
    addresses.touch()
    monkeypatch.setenv("BROWSER", str(browser))
    return addresses


def opened(addresses: Path, count: int) -> set[str]:
    """What was opened, once it is so many."""
    deadline = time.monotonic() + _PATIENCE
    while len(found := addresses.read_text().splitlines()) < count:
        assert time.monotonic() < deadline, "no browser was started"
        time.sleep(0.02)
    return set(found)
