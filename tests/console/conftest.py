"""The console in a real Chromium, on the local AWS: what a person sees, types and takes away."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from local.edge import console_served
from local.people import Person, sign_up
from local.stack import LocalStack, local_aws
from tests.console.screens import Screen, Width

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--headless", "--no-sandbox", "--disable-background-networking"]
_PATIENCE = 60_000  # milliseconds; only a failing test waits that long

# Told by the browser, before any script of the page runs: what its policy refused, what moved when something arrived.
_WATCH = """
addEventListener("securitypolicyviolation", (event) => console.error("CSP refused " + event.violatedDirective));
window.moved = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs all of them, so that one local AWS and one browser serve them."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("console"))


# All of it ends with this package: Playwright's event loop runs in the very thread in which others run their own.
@pytest.fixture(scope="package")
def chromium() -> str:
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser: install one of {', '.join(_BROWSERS)}")
    return path


@pytest.fixture(scope="package")
def stack(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    del chromium  # without it, nothing is started
    with local_aws(log_dir=tmp_path_factory.mktemp("local-aws")) as running:
        yield running


@pytest.fixture(scope="package")
def browser(chromium: str, stack: LocalStack) -> Iterator[Browser]:
    """Started after the local AWS, for that reason."""
    del stack
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def address(stack: LocalStack) -> Iterator[str]:
    with console_served(stack) as url:
        yield url


@pytest.fixture(scope="package")
def ann(stack: LocalStack) -> Person:
    return sign_up(stack, "ann@example.com", "marketer")


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Screen]]:
    """Opens the console in a new browser profile; afterwards the test fails for what the page itself complained of."""
    complaints: list[str] = []
    contexts = []

    def open_in(width: Width = 1280, scheme: str = "light") -> Screen:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",  # a colour that is still changing is no contrast to judge
            accept_downloads=True,
        )
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        context.add_init_script(_WATCH)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend(_complaint(page, message.type, message.text)))
        return Screen(page, address)

    yield open_in
    for context in contexts:
        context.close()
    assert complaints == []


def _complaint(page: Page, kind: str, text: str) -> list[str]:
    """The page's own errors. The sign-in page is the emulator's; a failed load is what a test may be about."""
    ours = "/oauth2/" not in page.url and "/login" not in page.url
    return [text] if kind == "error" and ours and "Failed to load resource" not in text else []


@pytest.fixture
def at_work(opened: Callable[..., Screen], ann: Person) -> Screen:
    """The console on a desk, and Ann signed in."""
    screen = opened()
    screen.sign_in(ann)
    return screen
