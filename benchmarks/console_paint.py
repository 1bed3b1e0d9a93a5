"""The console with a campaign of 200 products in five formats: script time, memory, movement. In Chromium, without AWS.

The page's own files, as they are delivered; the API's answers are made here, and so are the pictures.
"""

from __future__ import annotations

import io
import shutil
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image
from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from infra.console_files import FILES, console_files
from shared.formats import DEFAULT_FORMATS, FORMATS

PRODUCTS = 200
BAR_SECONDS = 1.0
_HOST = "http://localhost"
_SETTINGS = {"signInUrl": _HOST, "clientId": "client", "scope": "openid"}
_CLAIMS = "eyJlbWFpbCI6ICJhbm5AZXhhbXBsZS5jb20ifQ"  # {"email": "ann@example.com"}


def main() -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("console: no Chromium on this machine")
        return
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--headless", "--no-sandbox"])
        page = running.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(_WATCH)
        page.route("**/*", _answered)
        _measured(page, page.context.new_cdp_session(page))
        running.close()


_WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def _measured(page: Page, chrome: CDPSession) -> None:
    chrome.send("Performance.enable")
    page.goto(f"{_HOST}/#/campaigns/large")
    page.wait_for_selector(".pictures img")
    first = _metrics(chrome)
    print(f"first pictures: script {first['ScriptDuration']:.2f} s (bar {BAR_SECONDS:.0f} s), heap {_mb(first)}")
    started, seen = time.monotonic(), 0
    while seen < PRODUCTS:
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(50)
        seen = page.locator(".product").count()
    page.wait_for_timeout(1000)
    last, moved = _metrics(chrome), page.evaluate("() => window.moved")
    loaded = page.evaluate("() => [...document.images].filter((image) => image.complete && image.naturalWidth).length")
    assert loaded, "no picture has come"
    print(f"all {PRODUCTS} products after {time.monotonic() - started:.0f} s of scrolling: {loaded} of 1,000 pictures")
    print(f"script {last['ScriptDuration']:.2f} s, heap {_mb(last)}, layout shift {moved:.3f}")


def _metrics(chrome: CDPSession) -> dict[str, float]:
    return {each["name"]: each["value"] for each in chrome.send("Performance.getMetrics")["metrics"]}


def _mb(metrics: dict[str, float]) -> str:
    return f"{metrics['JSHeapUsedSize'] / 1e6:.0f} MB"


def _answered(route: Route) -> None:
    url = urlsplit(route.request.url)
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    if url.path == "/oauth2/authorize":
        place = f"{query['redirect_uri']}?code=code&state={query['state']}"
        route.fulfill(status=302, headers={"Location": place})
    elif url.path.startswith("/pictures/"):
        route.fulfill(body=_PICTURES[url.path.rpartition("/")[2]], content_type="image/jpeg")
    elif url.path in _FILES:
        content, kind = _FILES[url.path]
        route.fulfill(body=content, content_type=kind)
    else:
        route.fulfill(json=_answers(url.path, query))


def _answers(path: str, query: dict[str, str]) -> Any:
    if path == "/oauth2/token":
        return {"access_token": f"x.{_CLAIMS}.x", "id_token": f"x.{_CLAIMS}.x", "expires_in": 3600}
    if path == "/settings.json":
        return _SETTINGS
    if path == "/api/session":
        return {"seconds": 3600}
    if path == "/api/briefs/choices":
        return {"formats": [], "typefaces": {}, "texts": {}}
    if path.endswith("/products"):
        first, limit = int(query["after"]) + 1, int(query.get("limit", 5))
        last = min(first + limit, PRODUCTS) - 1
        return {
            "products": [_product(n) for n in range(first, last + 1)],
            "next": last if last + 1 < PRODUCTS else None,
        }
    return {"campaign": _CAMPAIGN, "rejection": None, "status": "completed"}


_CAMPAIGN: dict[str, Any] = {
    "campaign_id": "large",
    "status": "completed",
    "revision": 1,
    "rendition": 1,
    "product_count": PRODUCTS,
    "ready_count": PRODUCTS,
    "failed_count": 0,
    "pending_count": 0,
    "cost": 72,
    "estimated_cost": 72,
    "model_cost": 8,
    "created_at": "2026-11-26T00:00:00Z",
    "notes": [],
    "campaign": {
        "campaign_name": "Large",
        "campaign_message": "Stay cool",
        "formats": DEFAULT_FORMATS,
        "locales": [],
    },
}


def _product(index: int) -> dict[str, Any]:
    return {
        "product_id": f"product-{index}",
        "index": index,
        "name": f"Product {index}",
        "status": "ready",
        "image_source": "generate",
        "picture": f"{_HOST}/pictures/{index}/instagram-square",
        "picture_key": f"pictures/{index}/instagram-square",
        "variants": [_variant(index, name) for name in DEFAULT_FORMATS],
        "failure": None,
        "cost": 0.36,
        "earlier": [],
    }


def _variant(index: int, name: str) -> dict[str, Any]:
    finding = {"passed": True, "words": "Every text is shown in full", "figures": "measured 1, wanted at least 1"}
    return {
        "format": name,
        "locale": None,
        "width": FORMATS[name].width,
        "height": FORMATS[name].height,
        "bytes": 100_000,
        "key": f"pictures/{index}/{name}",
        "findings": [finding] * 11,
    }


def _picture(name: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (FORMATS[name].width, FORMATS[name].height), "#7a9e8f").save(buffer, "JPEG")
    return buffer.getvalue()


def _files() -> dict[str, tuple[str, str]]:
    page, files = console_files(FILES)
    told = {f"/{file.key}": (str(file.content), file.content_type) for file in files}
    return {"/": (str(page.content), page.content_type), **told}


_PICTURES = {name: _picture(name) for name in DEFAULT_FORMATS}
_FILES = _files()

if __name__ == "__main__":
    main()
