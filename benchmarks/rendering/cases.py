"""The source pictures and the campaign that are measured."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from local.imagemodel.product_shot import shoot_product
from rendering.render import Branding, Origin
from shared.formats import DEFAULT_FORMATS, FORMATS
from shared.texts import Texts
from tests.render.corpus.pale import Pale, drawn

TEXTS = Texts(message="Summer sale: refresh every day with up to 50% off", call_to_action="Shop now")
_TRANSLATED = {
    "de": "Sommerschlussverkauf: jeden Tag bis zu 50 % sparen",
    "fr": "Soldes d'\u00e9t\u00e9 : jusqu'\u00e0 50 % de remise chaque jour",
    "es": "Rebajas de verano: hasta un 50 % cada d\u00eda",
    "ja": "\u590f\u306e\u30bb\u30fc\u30eb\u3001\u6bce\u65e5\u6700\u592750\uff05\u30aa\u30d5",
}
LOCALES = {locale: TEXTS.model_copy(update={"message": message}) for locale, message in _TRANSLATED.items()}
LOOK = Branding(("#0057B8", "#FFD100"), "Alto Bottle", "Alto", None)
ORIGIN = Origin("benchmark-20261123-000000-abcdef", "a" * 64, ai_generated=True)
SHAPES = [FORMATS[name] for name in DEFAULT_FORMATS]


@dataclass(frozen=True, slots=True)
class Case:
    """`bar` is the most that a job may cost, in floors; `of_naive` likewise, in costs of the naive program; `megabytes`
    the most that it may take. PNGs have 1024 x 1024 pixels, as the image models make them."""

    name: str
    make: Callable[[], bytes]
    bar: float
    of_naive: float = 0.35
    megabytes: int = 200


def studio(prompt: str) -> bytes:
    return _file(shoot_product(prompt).image, "PNG")


def pale() -> bytes:
    """A bottle eight levels from its ground: arithmetic alone is not certain."""
    return _file(drawn(Pale("bottle with a label", "255", 8, "png")).image.resize((1024, 1024)), "PNG")


def textured(width: int, height: int, kind: str, **options: int) -> bytes:
    """Detail of every size, the finer the fainter, as in photographs of nature; with a sensor's noise."""
    rng = np.random.default_rng(1)
    light = np.full((height, width, 3), 120, np.float32)
    for cells in (4, 8, 16, 32, 64, 128, 256, 512):
        spread = rng.normal(0, 150 / cells**0.5, (max(2, cells * height // width), cells, 3)).astype(np.float32)
        channels = [Image.fromarray(spread[..., index]) for index in range(3)]
        light += np.stack([np.asarray(c.resize((width, height), Image.Resampling.BICUBIC)) for c in channels], -1)
    light += rng.normal(0, 3, (height, width, 1))
    return _file(Image.fromarray(light.clip(0, 255).astype(np.uint8)), kind, **options)


def _file(image: Image.Image, kind: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


CASES = (
    Case("studio PNG, bottle", lambda: studio("insulated bottle"), 3.5),
    Case("studio PNG, shoe", lambda: studio("running shoe"), 3.5),
    Case("studio PNG, headphones", lambda: studio("headphones"), 3.5),
    Case("pale PNG, the network asked", pale, 25.0, 2.0, 600),
    # Of photographs it is asked what stands out of them, once per picture: the variants stage keeps its answer.
    Case("textured PNG", lambda: textured(1024, 1024, "PNG"), 25.0, 2.5, 600),
    Case("textured JPEG 1600 x 1200", lambda: textured(1600, 1200, "JPEG", quality=90), 30.0, 2.5, 600),
    Case("12 MP JPEG", lambda: textured(4000, 3000, "JPEG", quality=90), 25.0, 2.5, 600),
)
