"""The catalogue of formats: what each social network shows, accepts and covers.

Pixels, byte limits and safe zones follow the networks' own upload guides, as of November 2026.
To add a format, add one entry to `_CATALOGUE`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_MB = 1_000_000
_LARGEST_OF_A_RATIO = 20


@dataclass(frozen=True, slots=True)
class SafeZone:
    """Shares (0..1) of the picture's height and width that the network's own controls may cover."""

    top: float
    bottom: float
    sides: float


@dataclass(frozen=True, slots=True)
class Format:
    """One shape of picture: `width` x `height` in pixels, at most `max_bytes` as JPEG; `used_for` is for people."""

    name: str
    width: int
    height: int
    max_bytes: int
    safe_zone: SafeZone
    used_for: str

    @property
    def ratio(self) -> str:
        """As networks name it: 9:16, or 1.91:1 where whole numbers say little."""
        across, down = Fraction(self.width, self.height).as_integer_ratio()
        return f"{across}:{down}" if max(across, down) <= _LARGEST_OF_A_RATIO else f"{self.width / self.height:.3g}:1"

    @property
    def text_box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in pixels: text outside of it may be covered."""
        zone = self.safe_zone
        side = round(self.width * zone.sides)
        return side, round(self.height * zone.top), self.width - side, self.height - round(self.height * zone.bottom)


_CATALOGUE = (
    Format("instagram-square", 1080, 1080, 30 * _MB, SafeZone(0.06, 0.06, 0.06), "posts in a feed"),
    Format("instagram-story", 1080, 1920, 30 * _MB, SafeZone(0.14, 0.35, 0.06), "stories, full screen"),
    Format("facebook-feed", 1200, 630, 8 * _MB, SafeZone(0.07, 0.07, 0.06), "posts, link previews"),
    Format("twitter-card", 1200, 675, 5 * _MB, SafeZone(0.09, 0.09, 0.06), "posts and cards on X"),
    Format("linkedin-post", 1200, 627, 5 * _MB, SafeZone(0.07, 0.07, 0.06), "posts, link previews"),
    # By name only. Instagram's profile grid shows 3:4 of a portrait; Pinterest lays its buttons over the lower end;
    # YouTube stamps the duration into the lower right corner.
    Format("instagram-portrait", 1080, 1350, 30 * _MB, SafeZone(0.06, 0.06, 0.07), "tall posts in a feed"),
    Format("x-ad", 1200, 628, 5 * _MB, SafeZone(0.07, 0.07, 0.06), "ads on X with a link"),
    Format("pinterest-pin", 1000, 1500, 20 * _MB, SafeZone(0.06, 0.12, 0.07), "standard pins"),
    Format("youtube-thumbnail", 1280, 720, 2 * _MB, SafeZone(0.06, 0.14, 0.06), "covers of videos"),
)

FORMATS: dict[str, Format] = {entry.name: entry for entry in _CATALOGUE}

# What a brief without `formats` gets.
DEFAULT_FORMATS: tuple[str, ...] = (
    "instagram-square",
    "instagram-story",
    "facebook-feed",
    "twitter-card",
    "linkedin-post",
)
