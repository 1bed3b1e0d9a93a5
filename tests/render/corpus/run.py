"""Renders a case and measures each of its variants, by the renderer's evidence and independently of it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from rendering.measured_texts import measure_texts
from rendering.render import Branding, Origin, Rendered, render
from rendering.source_picture import SourcePicture, open_picture
from shared.formats import FORMATS
from shared.texts import Texts
from tests.render.corpus import eyes
from tests.render.corpus.plan import Case
from tests.render.corpus.sentences import LANGUAGES, message
from tests.render.corpus.sources import Source, source
from tests.render.variants import shown_boxes, source_boxes

_ORIGIN = Origin("corpus-20261123-abcdef", None, ai_generated=False)
# Others, such as the source's resolution, tell truths about the source: they have no bar that the renderer can reach.
_BARS = ("contrast", "safe_zone", "product_kept", "text_on_product", "missing_glyphs", "bytes")
_FILLED = 0.45  # of the canvas: 0.55 less what words, and a veil under them, take of it
# Networks leave a story's middle part to words: beside more of them than a headline, a band of a third is enough.
_FILLED_OF_STORY, _STORY, _HEADLINE = 1 / 3, 1.7, 60  # height : width of a story; characters
_HAIR = 3  # px, of the variant or of the source, beside a photograph that may show its outermost colours again
_WRITTEN_IN = ((255, 255, 255), (20, 20, 22))  # beside the brand's colours


@dataclass(frozen=True, slots=True)
class Check:
    """`value` None: it could not be measured on this variant, which counts as neither passed nor missed."""

    value: float | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Result:
    case: Case
    format: str
    checks: dict[str, Check]

    @property
    def misses(self) -> dict[str, float | None]:
        return {name: check.value for name, check in self.checks.items() if not check.passed}


def run(case: Case, formats: Iterable[str] = tuple(FORMATS)) -> list[Result]:
    truth = source(case.source)
    text = message(case.language, case.length)
    branding = Branding(case.brand, "Solvane Trail", None, None)
    texts = Texts(message=text, call_to_action=case.action)
    shapes, locale, picture = [FORMATS[name] for name in formats], LANGUAGES[case.language].locale, _opened(case.source)
    made = render(picture, texts, locale, shapes, branding, _ORIGIN)
    measured = measure_texts(texts, locale, branding.product_name)
    placed, shown = (where(picture, measured, shapes) for where in (source_boxes, shown_boxes))
    return [
        Result(case, name, _checks(case, truth, each, placed[name], shown[name]))
        for each in made
        for name in (each.format.name,)
    ]


@lru_cache(maxsize=2)
def _opened(name: str) -> SourcePicture:
    return open_picture(source(name).data)


def _checks(case: Case, truth: Source, made: Rendered, placed: eyes.Edges, shown: eyes.Edges) -> dict[str, Check]:
    checks = {f"evidence: {bar}": Check(made.evidence[bar].value, made.evidence[bar].passed) for bar in _BARS}
    with Image.open(io.BytesIO(made.jpeg)) as opened:
        image = opened.convert("RGB")
    # A sharp detail between two grids of squares may differ in one of them. Photographs stand on whole pixels: half
    # a pixel moves some of the edges that a chequerboard is made of.
    product = eyes.placed(truth.box, placed, truth.truth.size)
    # A panel beside a photograph hides what it covers, as the canvas's edge does; plain ground goes on behind words.
    canvas = (0.0, 0.0, float(image.width), float(image.height))
    window = eyes.common(canvas, shown) if truth.kind == "textured" else canvas
    inside, kept = eyes.share_inside(product, window), eyes.share_kept(image, truth, product)
    if truth.kind == "textured" and inside < 0.9999:
        # A photograph without a subject may be cropped and written on: but then it fills the canvas, or most of it.
        filled = eyes.share_filled(image, truth, product)
        is_story_of_copy = image.height > _STORY * image.width and case.length > _HEADLINE
        least = _FILLED_OF_STORY if is_story_of_copy else _FILLED
        checks["own: photograph fills the canvas"] = Check(filled, filled > least)
    else:
        checks["own: true product on the canvas"] = Check(inside, inside > 0.9999)
        checks["own: true product shown, bare of text"] = Check(
            kept, kept > (0.998 if truth.kind == "textured" else 0.9995)
        )
    hidden = shown if truth.kind == "textured" and inside < 0.9999 else product
    magnified = (product[2] - product[0]) / (truth.box[2] - truth.box[0])
    found = eyes.inks(image, _colors(case), _product_and_shadow(truth, made, hidden, magnified))
    # A pill's label is not on the ground, emoji are line drawings in many shades, and long copy has strokes too thin to
    # tell their edges from the ground: there the evidence stands alone.
    simple = not case.action and case.length <= 140 and "\U0001f525" not in message(case.language, 500)
    weakest = eyes.weakest_contrast(image, found) if simple else None
    checks["own: contrast of text"] = Check(weakest, weakest is None or weakest >= 4.5)
    outside = eyes.outside_share(found, made.format.text_box) if found else None
    checks["own: text outside the safe zone"] = Check(outside, not outside)
    return checks


def _colors(case: Case) -> tuple[tuple[int, int, int], ...]:
    brand = [tuple(bytes.fromhex(color[1:])) for color in case.brand]
    return tuple(dict.fromkeys((*((r, g, b) for r, g, b in brand), *_WRITTEN_IN)))


def _product_and_shadow(truth: Source, made: Rendered, product: eyes.Edges, magnified: float) -> eyes.Edges:
    """What may hold a text colour without being text: the product, some air, and all below it (shadow, reflection)."""
    left, top, right, bottom = product
    if truth.kind == "textured":
        hair = _HAIR * max(1.0, magnified)
        return left, top - hair, right, bottom + hair
    air = 0.04 * min(made.format.width, made.format.height)
    return left - air, top - air, right + air, max(bottom, made.format.height)
