"""A page with all pictures of a campaign: a file that any browser opens, with no script and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from shared.findings import findings
from shared.formats import FORMATS
from shared.manifest import Manifest, ManifestProduct
from shared.pictures import Variant

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent

# What it has in common with the console, which serves the same file.
LOOK = "look.css"

# By whether it is generated, and whether the page is a preview.
_SOURCES = {
    (False, False): "your picture",
    (True, False): "generated picture",
    (False, True): "your picture",
    (True, True): "placeholder for a picture that would be generated",
}

_WORDS = {
    "completed_with_errors": "Partly completed",
    "linkedin-post": "LinkedIn post",
    "youtube-thumbnail": "YouTube thumbnail",
}


def campaign_page(manifest: Manifest, beside: Sequence[str] = (), *, preview: bool = False) -> str:
    """HTML that lies beside the variants and shows them; everything that comes from a brief is escaped.

    `beside`: names of other files in its folder that it leads to. `preview`: nothing was spent, and placeholders stand
    in for the pictures that would be generated.
    """
    made = [variant for product in manifest.products for variant in product.variants]
    outcome = "cancelled" if manifest.cancelled else manifest.status
    return _template().render(
        manifest=manifest,
        style=style(),
        outcome=outcome,
        facts=["Preview, nothing was spent" if preview else _plainly(outcome), *_facts(manifest, preview)],
        beside=beside,
        missed_pictures=[each for each in made if not all(check.passed for check in each.evidence.values())],
        path=lambda variant: quote(_path(variant, manifest)),
        place=lambda variant: _path(variant, manifest).removeprefix("variants/").removesuffix(".jpg"),
        standing=lambda product: "cancelled" if product.cancelled else product.status,
        words=_plainly,
        source=lambda product: _SOURCES[product.image_source == "generate", preview],
        cost=lambda product: _cost(product, manifest, preview),
        languages=lambda product: groupby(product.variants, key=lambda variant: variant.locale),
        message=lambda product, locale: _message(product, locale, manifest),
        findings=findings,
    )


def style() -> str:
    """The same for every campaign, so that a content security policy can name its hash: no style stands in the HTML."""
    shapes = [f".{entry.name} {{ --across: {entry.width}; --down: {entry.height}; }}" for entry in FORMATS.values()]
    return "".join((_HERE / name).read_text(encoding="utf-8") for name in (LOOK, "page.css")) + "\n".join(shapes)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # not before a campaign is complete: no cold start waits for it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((_HERE / "page.html.j2").read_text(encoding="utf-8"))


def _facts(manifest: Manifest, preview: bool) -> Iterator[str]:
    counts = {"failed": manifest.failed_count - manifest.cancelled_count, "cancelled": manifest.cancelled_count}
    ready = f"{manifest.ready_count} of {manifest.product_count} products ready"
    yield ", ".join([ready, *(f"{count} {what}" for what, count in counts.items() if count)])
    if preview:
        yield f"estimate {manifest.estimated_cost:.2f} USD"
    else:
        yield f"{manifest.cost:.2f} USD charged"
        yield f"for comparison, the image model's list price: {manifest.model_cost:.2f} USD"
    yield manifest.campaign_id


def _plainly(name: str) -> str:
    """A status or format, as a person would write it."""
    return _WORDS.get(name, name.replace("_", " ").replace("-", " ").capitalize())


def _path(variant: Variant, manifest: Manifest) -> str:
    """Where it lies, seen from the page."""
    return variant.key.split(f"/{manifest.campaign_id}/", 1)[-1]


def _message(product: ManifestProduct, locale: str | None, manifest: Manifest) -> str:
    """Empty where the pictures are of an earlier rendition, for another one failed: its texts may have been others."""
    if product.variants_rendition < product.rendition:
        return ""
    return manifest.campaign.texts_of(product, locale).message or ""


def _cost(product: ManifestProduct, manifest: Manifest, preview: bool) -> Decimal:
    if preview:
        return manifest.rates.product(generated=product.image_source == "generate", rendered=True)
    return product.cost
