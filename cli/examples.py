"""What a newcomer runs: the demo's brief, and the assets that the examples reuse."""

from __future__ import annotations

from cli.paths import EXAMPLES

DEMO_BRIEF = EXAMPLES / "briefs" / "demo.json"
BRIEF_WITHOUT_ASSETS = EXAMPLES / "briefs" / "many-languages.json"
ASSETS = EXAMPLES / "existing-assets"
