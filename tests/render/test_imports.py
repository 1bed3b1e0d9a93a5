"""What importing the renderer brings along: it starts quickly, and works where there is no AWS."""

from __future__ import annotations

import subprocess
import sys

from tests.render.confined import ROOT


def _imported_with(*modules: str) -> set[str]:
    script = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_no_cold_start_waits_for_what_few_pictures_and_texts_need() -> None:
    late = {"onnxruntime", "rembg", "pi_heif", "fontTools", "icu4py", "pyphen", "budoux", "jinja2"}
    assert not late & _imported_with("rendering.render", "rendering.campaign_page.page")


def test_rendering_works_without_aws() -> None:
    paths = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / "rendering").rglob("[a-z]*.py"))
    imported = _imported_with(*(".".join(path.parts) for path in paths))
    assert not {"boto3", "botocore", "services", "cli", "local"} & imported
    assert "rendering.campaign_page.page" in imported
