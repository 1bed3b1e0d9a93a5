"""The type faces (Noto, OFL, from PyPI): loading, weight, and which characters each one has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

BOLD, MEDIUM = 700, 500


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; `index` is the position inside a font collection."""

    package: str
    file: str
    index: int = 0


def noto(name: str) -> Face:
    return Face("manimgx_fonts", f"{name}[wght].ttf")


def _cjk(index: int) -> Face:
    return Face("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", index)


SANS = noto("NotoSans")
SYMBOLS = noto("NotoSansSymbols")
EMOJI = noto("NotoEmoji")  # one colour
JAPANESE, KOREAN, CHINESE_SIMPLIFIED, CHINESE_TRADITIONAL, CHINESE_HONG_KONG = map(_cjk, range(5))


@lru_cache(maxsize=256)
def load(face: Face, size: int, weight: int = BOLD) -> ImageFont.FreeTypeFont:
    """A face to draw with; `size` in pixels per em."""
    font = ImageFont.truetype(_path(face), size, index=face.index)
    font.set_variation_by_axes([weight])
    return font


def covers(face: Face, character: str) -> bool:
    # Every face but the emoji one is asked for ASCII most of the time: the common answer needs no font tables.
    if face is SANS and " " <= character <= "~":
        return True
    return ord(character) in _characters(face)


@lru_cache(maxsize=32)
def _characters(face: Face) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # 60 ms: only texts beyond ASCII pay for it

    with TTFont(_path(face), fontNumber=face.index, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=32)
def _path(face: Face) -> str:
    package = find_spec(face.package)
    if package is None or package.origin is None:
        raise RuntimeError(f"the fonts are missing: install {face.package.replace('_', '-')}")
    return str(Path(package.origin).with_name(face.file))
