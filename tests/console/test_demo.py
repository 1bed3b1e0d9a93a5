from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cli.files import ROOT
from local.people import Person
from tests.console.screens import Screen

_PATIENCE = 120  # seconds until the demo opens the browser, and until it has ended
_CREATIVE = "from cli.entry import main; main()"
_BRIEF = {
    "campaign_name": "A demo",
    "campaign_message": "Stay cool",
    "products": [{"name": "Mug"}],
    "formats": ["instagram-square"],
}


def test_the_demo_ends_on_its_campaign_in_the_console_which_stays_until_ctrl_c(
    opened: Callable[..., Screen], tmp_path: Path
) -> None:
    brief, browser, asked = tmp_path / "brief.json", tmp_path / "browser", tmp_path / "asked"
    brief.write_text(json.dumps(_BRIEF))
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {asked}.part && mv {asked}.part {asked}\n')
    browser.chmod(0o755)
    with (tmp_path / "out").open("w+") as out:
        demo = subprocess.Popen(
            [sys.executable, "-c", _CREATIVE, "demo", "--open", "--brief", brief, "--to", tmp_path / "pictures"],
            cwd=ROOT,
            env=os.environ | {"BROWSER": str(browser)},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            address = _awaited(asked, demo)
            told = (tmp_path / "out").read_text()
            assert f"  console   {address}\n" in told
            [(email, password)] = [line.split()[3::2] for line in told.splitlines() if line.startswith("  sign in")]
            page = opened().page
            page.goto(address)
            Screen(page, address).give_password(Person(email, password))
            _shows_the_campaign(page)
        finally:
            demo.send_signal(signal.SIGINT)
            code = demo.wait(_PATIENCE)
    assert code == 0
    assert (tmp_path / "pictures" / "index.html").exists()


def _awaited(asked: Path, demo: subprocess.Popen[bytes]) -> str:
    """The address that the browser was asked to open."""
    deadline = time.monotonic() + _PATIENCE
    while not asked.exists():
        assert demo.poll() is None, "the demo has ended before it opened anything"
        if time.monotonic() > deadline:
            pytest.fail("nothing was opened")
        time.sleep(0.1)
    return asked.read_text()


def _shows_the_campaign(page: Page) -> None:
    expect(page.get_by_role("heading", name="A demo")).to_be_visible()
    expect(page.get_by_text("1 of 1 product ready")).to_be_visible()
    expect(page.locator(".pictures img")).to_have_count(1)
    expect(page.get_by_role("button", name="Delete")).to_be_visible()
