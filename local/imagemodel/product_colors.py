"""Colours of a product: those that the prompt names, else a set that a designer would not be ashamed of."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

Rgb: TypeAlias = tuple[float, float, float]  # linear light, 0..1

_NAMED = {
    "black": "#1E1F22", "charcoal": "#33363B", "graphite": "#3A3D42", "grey": "#8C9096", "gray": "#8C9096",
    "silver": "#C9CDD2", "white": "#F4F3EF", "ivory": "#F3EBDA", "cream-coloured": "#F2E6CF", "beige": "#DCCBB0",
    "sand": "#D8BF98", "tan": "#C29A6B", "brown": "#6B4A34", "cognac": "#9A5428", "terracotta": "#C66B4E",
    "amber": "#C77B1E", "gold": "#C9A24B", "golden": "#C9A24B", "copper": "#B5693F", "bronze": "#8C6239",
    "yellow": "#F2C230", "mustard": "#CF9B2B", "orange": "#EE7B2D", "coral": "#F2705B", "peach": "#F4A988",
    "red": "#C8262F", "crimson": "#A81C33", "burgundy": "#6E1F33", "pink": "#EC8FAE", "rose": "#D98295",
    "magenta": "#C2257F", "purple": "#6C4A9E", "violet": "#6A52A8", "lavender": "#B3A4D6", "lilac": "#BFA3CF",
    "blue": "#2B62B5", "navy": "#1E2F55", "cobalt": "#2346A0", "sky": "#7FB6E0", "turquoise": "#2FB3AE",
    "teal": "#177E80", "aqua": "#5BC4C4", "cyan": "#3DB5D0", "green": "#3B8A55", "mint": "#9BD3B9",
    "sage": "#93A88C", "olive": "#75784A", "lime": "#A5C83C", "emerald": "#13775A", "forest": "#2A5240",
}  # fmt: skip

# Body, accent, light tone.
_SETS = (
    ("#1F4E5F", "#F2A65A", "#F7F1E5"),
    ("#E4572E", "#17324D", "#FFF1E3"),
    ("#2E5E4E", "#D9B26F", "#F4F0E6"),
    ("#27374D", "#E0A458", "#EDF1F4"),
    ("#EDB93C", "#3B3355", "#FFF8E7"),
    ("#B56576", "#355070", "#FBEFEA"),
    ("#6D8B74", "#E9C46A", "#F3EEDD"),
    ("#3D405B", "#E07A5F", "#F4F1DE"),
    ("#0F7173", "#F05D5E", "#F1F5F0"),
    ("#7B2D43", "#E9C7A5", "#FAF1E8"),
    ("#3F72AF", "#F3D250", "#F2F6FB"),
    ("#8E7CC3", "#3B3561", "#F5F1FA"),
    ("#D98E73", "#2F4858", "#FBF1EA"),
    ("#262B33", "#D4A373", "#F2EEE8"),
)


@dataclass(frozen=True, slots=True)
class ProductColors:
    """Colours of its body, its second part, what is printed on the body, and the backdrop behind it."""

    body: Rgb
    accent: Rgb
    imprint: Rgb
    backdrop: Rgb


def choose_colors(text: str, rng: np.random.Generator) -> ProductColors:
    """`text`: the product's name and description, in lower case; the first colour in it is the body's."""
    asked = _asked(text)
    body, accent, light = _SETS[int(rng.integers(len(_SETS)))]
    if asked:
        body = asked[0]
        accent = asked[1] if len(asked) > 1 else _companion(body, rng)
    imprint = light if _luminance(body) < 0.45 else accent
    return ProductColors(_linear(body), _linear(accent), _linear(imprint), _backdrop(body, accent))


def to_linear(code: float) -> float:
    """An sRGB value 0..1 as linear light (IEC 61966-2-1)."""
    return code / 12.92 if code <= 0.04045 else float(((code + 0.055) / 1.055) ** 2.4)


def _srgb(code: str) -> Rgb:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _linear(code: str) -> Rgb:
    red, green, blue = (to_linear(channel) for channel in _srgb(code))
    return red, green, blue


def _luminance(code: str) -> float:
    red, green, blue = _linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _asked(text: str) -> list[str]:
    words = re.findall(r"[a-z-]+|#[0-9a-f]{6}", text)
    found = [word if word.startswith("#") else _NAMED.get(word) for word in words]
    return list(dict.fromkeys(code for code in found if code))


def _companion(code: str, rng: np.random.Generator) -> str:
    """A light neutral beside a dark colour, a deep one beside a light colour."""
    dark = _luminance(code) < 0.25
    options = ("#E9C7A5", "#F2E3C6", "#D9B26F", "#EDE6DA") if dark else ("#2F4858", "#3B3355", "#33363B", "#7B4A32")
    return options[int(rng.integers(len(options)))]


def _backdrop(body: str, accent: str) -> Rgb:
    """Near white with a breath of colour, a little deeper behind a light product."""
    pale = _luminance(body) > 0.55
    hue, saturation, _ = colorsys.rgb_to_hsv(*_srgb(accent if pale else body))
    value, tint = (0.90, 0.050) if pale else (0.945, 0.028)
    red, green, blue = (to_linear(channel) for channel in colorsys.hsv_to_rgb(hue, min(saturation, tint), value))
    return red, green, blue
