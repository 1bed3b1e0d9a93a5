"""What tests do with the page, in a person's words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from local.people import Person
from local.stack import LocalStack
from shared import keys

Width = Literal[390, 1280]


@dataclass(frozen=True)
class Screen:
    page: Page
    address: str

    def sign_in(self, person: Person) -> None:
        self.page.goto(f"{self.address}/")
        self.give_password(person)

    def give_password(self, person: Person) -> None:
        """On Cognito's page, from which one comes back."""
        self.page.fill("#username", person.email)
        self.page.fill("#password", person.password)
        self.page.click("button[type=submit]")
        self.page.get_by_role("button", name="Sign out").wait_for()

    def go(self, place: str) -> None:
        self.page.evaluate("place => { location.hash = place }", place)

    def sees(self, text: str) -> None:
        """Waits for a text anywhere on the screen."""
        self.page.get_by_text(text).first.wait_for()

    def drop(self, place: Locator, *files: Path) -> None:
        """Files or folders of this machine, as from its file manager: by the browser's own events."""
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box
        data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
        where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("dragEnter", "dragOver", "drop"):
            session.send("Input.dispatchDragEvent", {"type": kind, **where, "data": data})
        session.detach()

    @property
    def moved(self) -> float:
        """How far what was there moved when something arrived, as the browser counts it (cumulative layout shift)."""
        return float(self.page.evaluate("() => window.moved"))

    def accessible(self) -> list[str]:
        """What axe-core has to say against the screen as it is now: nothing, if all is well."""
        found: Any = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]

    @property
    def too_wide(self) -> bool:
        """Whether one would have to scroll sideways."""
        return bool(self.page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))


def campaign(stack: LocalStack, brief: dict[str, Any]) -> str:
    """A campaign of the brief, just submitted; returns its id."""
    campaign_id = f"console-{uuid4().hex[:8]}"
    key = keys.chosen_brief(campaign_id, ".json")
    stack.client("s3").put_object(Bucket=stack.outputs["bucket"], Key=key, Body=json.dumps(brief).encode())
    return campaign_id
